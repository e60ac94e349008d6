/** The traffic itself: requests of clients carried to targets inside VPCs, and what is measured of them. */
@NullMarked
package dev.cloudlet.compute.traffic;

import org.jspecify.annotations.NullMarked;
