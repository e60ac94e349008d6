package dev.cloudlet.monitoring.metric;

import java.time.Instant;

/**
 * One number of a series.
 *
 * @param at where its period begins
 * @param samples how many values it was made of
 */
public record Point(Instant at, double value, double samples) {}
