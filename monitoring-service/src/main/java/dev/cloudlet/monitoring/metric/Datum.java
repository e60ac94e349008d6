package dev.cloudlet.monitoring.metric;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_COMBINATION;
import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_VALUE;
import static dev.cloudlet.monitoring.MonitoringError.MISSING_PARAMETER;

import dev.cloudlet.monitoring.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/** One element of a PutMetricData request, checked as its documentation says. */
record Datum(MetricDatum datum, String where) {
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);
    private static final int MOST_VALUES = 150;
    private static final double LARGEST = Math.scalb(1.0, 360);

    /** @param index counted from 1 */
    static Datum at(int index, MetricDatum datum) {
        return new Datum(datum, "MetricData.member." + index + ".");
    }

    Sample sample(String account, String region, String namespace, Instant now) {
        String name = datum.metricName();
        if (name == null || name.isEmpty()) {
            throw MISSING_PARAMETER.of("The parameter %sMetricName is required.", where);
        }
        Dimensions.requireText(name, where + "MetricName");
        MetricName metric = new MetricName(
                account, region, namespace, name, Dimensions.of(datum.dimensions(), where + "Dimensions"));
        int seconds = resolution();
        return new Sample(metric, Instants.floor(timestamp(now), seconds), unit(), seconds, values());
    }

    private int resolution() {
        Integer given = datum.storageResolution();
        if (given != null && given != 1 && given != 60) {
            throw INVALID_PARAMETER_VALUE.of("The parameter %sStorageResolution must be 1 or 60.", where);
        }
        return given == null ? 60 : given;
    }

    private String unit() {
        if (datum.unit() == StandardUnit.UNKNOWN_TO_SDK_VERSION) {
            throw INVALID_PARAMETER_VALUE.of(
                    "The parameter %sUnit must be a value in the set [ %s ].", where, String.join(", ", Units.names()));
        }
        return datum.unit() == null ? "None" : datum.unitAsString();
    }

    private Instant timestamp(Instant now) {
        Instant at = datum.timestamp();
        if (at == null) {
            return now;
        }
        if (at.isBefore(now.minus(OLDEST))) {
            throw INVALID_PARAMETER_VALUE.of(
                    "The parameter %sTimestamp must specify a time no more than two weeks in the past.", where);
        }
        if (at.isAfter(now.plus(NEWEST))) {
            throw INVALID_PARAMETER_VALUE.of(
                    "The parameter %sTimestamp must specify a time no more than two hours in the future.", where);
        }
        return at;
    }

    private Aggregate values() {
        int forms = (datum.value() != null ? 1 : 0)
                + (datum.statisticValues() != null ? 1 : 0)
                + (datum.hasValues() ? 1 : 0);
        if (forms == 0) {
            throw MISSING_PARAMETER.of(
                    "At least one of the parameters %sValue, %sValues and %sStatisticValues must be specified.",
                    where, where, where);
        }
        if (forms > 1) {
            throw INVALID_PARAMETER_COMBINATION.of(
                    "The parameters %sValue, %sValues and %sStatisticValues are mutually exclusive and you have specified more than one.",
                    where, where, where);
        }
        if (datum.hasCounts() && !datum.hasValues()) {
            throw INVALID_PARAMETER_COMBINATION.of(
                    "The parameter %sCounts is only valid with the parameter %sValues.", where, where);
        }
        if (datum.value() != null) {
            return Aggregate.of(number(datum.value(), "Value"));
        }
        return datum.statisticValues() != null ? set(datum.statisticValues()) : list(datum.values(), datum.counts());
    }

    private Aggregate list(List<Double> values, List<Double> counts) {
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            throw INVALID_PARAMETER_VALUE.of(
                    "The collection %sValues must have a size between 1 and %d.", where, MOST_VALUES);
        }
        if (datum.hasCounts() && counts.size() != values.size()) {
            throw INVALID_PARAMETER_COMBINATION.of(
                    "The parameters %sValues and %sCounts must be of the same size.", where, where);
        }
        double[] numbers = new double[values.size()];
        double[] weights = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(values.get(i), "Values.member." + (i + 1));
            weights[i] = datum.hasCounts() ? number(counts.get(i), "Counts.member." + (i + 1)) : 1;
            if (weights[i] <= 0) {
                throw INVALID_PARAMETER_VALUE.of(
                        "The parameter %sCounts.member.%d must be greater than 0.", where, i + 1);
            }
        }
        return Aggregate.of(Distribution.of(numbers, weights));
    }

    private Aggregate set(StatisticSet set) {
        double count = number(set.sampleCount(), "StatisticValues.SampleCount");
        double sum = number(set.sum(), "StatisticValues.Sum");
        double min = number(set.minimum(), "StatisticValues.Minimum");
        double max = number(set.maximum(), "StatisticValues.Maximum");
        if (count <= 0) {
            throw INVALID_PARAMETER_VALUE.of(
                    "The parameter %sStatisticValues.SampleCount must be greater than 0.", where);
        }
        if (min > max) {
            throw INVALID_PARAMETER_COMBINATION.of(
                    "The parameter %sStatisticValues.Maximum must be greater than or equal to %sStatisticValues.Minimum.",
                    where, where);
        }
        return Aggregate.set(count, sum, min, max);
    }

    private double number(@Nullable Double value, String member) {
        if (value == null) {
            throw MISSING_PARAMETER.of("The parameter %s%s is required.", where, member);
        }
        if (value.isNaN() || Math.abs(value) > LARGEST) {
            throw INVALID_PARAMETER_VALUE.of(
                    "The value %s for parameter %s%s is invalid. It must be between -2^360 and 2^360.",
                    value, where, member);
        }
        return value;
    }
}
