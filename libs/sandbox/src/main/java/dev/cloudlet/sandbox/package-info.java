/** Machines: what runs under an instance or a build. No Spring. */
@NullMarked
package dev.cloudlet.sandbox;

import org.jspecify.annotations.NullMarked;
