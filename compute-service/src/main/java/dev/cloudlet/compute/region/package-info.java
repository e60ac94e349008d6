/** Regions and their availability zones. */
@NullMarked
package dev.cloudlet.compute.region;

import org.jspecify.annotations.NullMarked;
