/** The part of metric math that this cloud has: arithmetic and a few functions over series. */
@NullMarked
package dev.cloudlet.monitoring.metric.math;

import org.jspecify.annotations.NullMarked;
