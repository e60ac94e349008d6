package dev.cloudlet.monitoring.metric;

import org.jspecify.annotations.Nullable;

/** One number out of the values of a period. */
public sealed interface Statistic permits BasicStatistic, ExtendedStatistic {
    /** The name as the user wrote it. */
    String text();

    /** Whether it needs the single values. */
    boolean needsDistribution();

    /** The number; null when the period's values do not allow it. */
    @Nullable
    Double of(Aggregate values);

    /** A statistic by its name, such as {@code Average}, {@code p99.9} or {@code TM(10%:90%)}; null when there is none of that name. */
    static @Nullable Statistic parse(String text) {
        for (BasicStatistic basic : BasicStatistic.values()) {
            if (basic.text().equals(text)) {
                return basic;
            }
        }
        return ExtendedStatistic.parse(text);
    }
}
