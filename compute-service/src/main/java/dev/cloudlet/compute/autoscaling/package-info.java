/** Auto Scaling: groups that keep as many instances as are wanted, and what decides how many that is. */
@NullMarked
package dev.cloudlet.compute.autoscaling;

import org.jspecify.annotations.NullMarked;
