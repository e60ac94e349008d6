package dev.cloudlet.monitoring.metric.math;

import java.util.List;

/** What an expression can be: a number, a series, or an array of series. */
public sealed interface Value permits Value.Scalar, Series, Value.SeriesArray {
    record Scalar(double number) implements Value {}

    record SeriesArray(List<Series> series) implements Value {}
}
