/** The metrics and status checks of instances. */
@NullMarked
package dev.cloudlet.compute.metric;

import org.jspecify.annotations.NullMarked;
