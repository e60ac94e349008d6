package dev.cloudlet.monitoring.metric;

import java.time.Instant;

/** The values of one period. */
record Bin(Instant at, String unit, Aggregate values) {}
