/** The record of every call. */
@NullMarked
package dev.cloudlet.kit.trail;

import org.jspecify.annotations.NullMarked;
