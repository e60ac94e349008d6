/** Listeners and rules: which request goes where. */
@NullMarked
package dev.cloudlet.compute.listener;

import org.jspecify.annotations.NullMarked;
