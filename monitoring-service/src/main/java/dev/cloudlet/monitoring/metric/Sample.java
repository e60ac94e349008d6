package dev.cloudlet.monitoring.metric;

import java.time.Instant;

/**
 * One reported datum.
 *
 * @param at the start of the second or minute that it counts for
 * @param unit one of CloudWatch's units, {@code None} when none was given
 * @param seconds its resolution: 1 or 60
 */
record Sample(MetricName metric, Instant at, String unit, int seconds, Aggregate values) {}
