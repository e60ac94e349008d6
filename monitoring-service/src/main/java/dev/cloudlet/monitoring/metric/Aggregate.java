package dev.cloudlet.monitoring.metric;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the values of one period.
 *
 * @param count how many values; more than zero
 * @param distribution the single values; null when they are not known, as from statistic sets
 */
record Aggregate(
        double count,
        double sum,
        double min,
        double max,
        @Nullable Distribution distribution) {

    static Aggregate of(double value) {
        return new Aggregate(1, value, value, value, Distribution.of(value, 1));
    }

    static Aggregate of(Distribution d) {
        double sum = 0;
        for (int i = 0; i < d.values().length; i++) {
            sum += d.values()[i] * d.counts()[i];
        }
        return new Aggregate(d.total(), sum, d.values()[0], d.values()[d.values().length - 1], d);
    }

    /** A statistic set: its values are known only where they are all the same. */
    static Aggregate set(double count, double sum, double min, double max) {
        return new Aggregate(count, sum, min, max, min == max ? Distribution.of(min, count) : null);
    }

    Aggregate plus(Aggregate other) {
        Distribution both =
                distribution == null || other.distribution == null ? null : distribution.plus(other.distribution);
        return new Aggregate(
                count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max), both);
    }

    Aggregate compact() {
        return distribution == null ? this : new Aggregate(count, sum, min, max, distribution.compact());
    }

    double average() {
        return sum / count;
    }
}
