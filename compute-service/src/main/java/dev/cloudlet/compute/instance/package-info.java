/** Instances: launched, described, stopped, started, terminated. */
@NullMarked
package dev.cloudlet.compute.instance;

import org.jspecify.annotations.NullMarked;
