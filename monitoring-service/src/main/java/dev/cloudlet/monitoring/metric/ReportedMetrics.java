package dev.cloudlet.monitoring.metric;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What another service reports of itself: the question of the internal operation {@code put-metrics}. */
record ReportedMetrics(String account, String region, String namespace, List<Report> data) {
    static final String OPERATION = "put-metrics";

    /**
     * One datum.
     *
     * @param value one value, or else
     * @param statistics several
     * @param unit null for {@code None}
     * @param timestamp null for now
     */
    record Report(
            String name,
            @Nullable Map<String, String> dimensions,
            @Nullable Double value,
            @Nullable StatisticSet statistics,
            @Nullable String unit,
            @Nullable Instant timestamp) {

        Aggregate values() {
            if (statistics != null) {
                return Aggregate.set(statistics.sampleCount(), statistics.sum(), statistics.min(), statistics.max());
            }
            if (value == null) {
                throw new IllegalArgumentException(name + " has neither a value nor statistics");
            }
            return Aggregate.of(value);
        }
    }

    record StatisticSet(double sampleCount, double sum, double min, double max) {}

    /** Kept to the second, so that alarms with short periods may watch what the cloud says of itself. */
    List<Sample> samples(Instant now) {
        return data.stream()
                .map(r -> new Sample(
                        new MetricName(
                                account,
                                region,
                                namespace,
                                r.name(),
                                r.dimensions() == null ? Map.of() : r.dimensions()),
                        (r.timestamp() == null ? now : r.timestamp()).truncatedTo(ChronoUnit.SECONDS),
                        r.unit() == null ? "None" : r.unit(),
                        1,
                        r.values()))
                .toList();
    }
}
