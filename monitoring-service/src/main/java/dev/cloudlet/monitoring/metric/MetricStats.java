package dev.cloudlet.monitoring.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Series of one statistic of one metric. */
@Component
public class MetricStats {
    private final Samples samples;

    MetricStats(Samples samples) {
        this.samples = samples;
    }

    /**
     * One point for each period that has values, oldest first; values of different units count together.
     *
     * @param start where the first period begins
     * @param end exclusive
     * @param unit only values reported with this unit; null for all
     */
    public List<Point> points(
            MetricName metric, Statistic statistic, int period, @Nullable String unit, Instant start, Instant end) {
        Map<Instant, List<Aggregate>> periods = new LinkedHashMap<>();
        for (Bin bin : samples.bins(metric, start, end, period, unit, statistic.needsDistribution())) {
            periods.computeIfAbsent(bin.at(), at -> new ArrayList<>()).add(bin.values());
        }
        List<Point> points = new ArrayList<>();
        periods.forEach((at, parts) -> {
            Aggregate values = Samples.sum(parts);
            Double number = statistic.of(values);
            if (number != null) {
                points.add(new Point(at, number, values.count()));
            }
        });
        return points;
    }
}
