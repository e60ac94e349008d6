package dev.cloudlet.monitoring.metric.math;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Numbers in time. Nobody changes the map. */
public record Series(String label, NavigableMap<Instant, Double> points) implements Value {

    Series map(DoubleUnaryOperator change) {
        NavigableMap<Instant, Double> changed = new TreeMap<>();
        points.forEach((at, value) -> put(changed, at, change.applyAsDouble(value)));
        return new Series(label, changed);
    }

    /** Where both have a number. */
    Series with(Series other, DoubleBinaryOperator combine) {
        NavigableMap<Instant, Double> combined = new TreeMap<>();
        points.forEach((at, value) -> {
            Double there = other.points.get(at);
            if (there != null) {
                put(combined, at, combine.applyAsDouble(value, there));
            }
        });
        return new Series(label, combined);
    }

    /** What has no number, such as a division by zero, is no data point. */
    private static void put(NavigableMap<Instant, Double> points, Instant at, double value) {
        if (Double.isFinite(value)) {
            points.put(at, value);
        }
    }
}
