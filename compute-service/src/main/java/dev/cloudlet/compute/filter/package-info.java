/** Filters and pages of the Describe operations. */
@NullMarked
package dev.cloudlet.compute.filter;

import org.jspecify.annotations.NullMarked;
