package dev.cloudlet.monitoring.metric;

import java.util.function.ToDoubleFunction;

/** The five statistics that every metric has. */
enum BasicStatistic implements Statistic {
    SAMPLE_COUNT("SampleCount", Aggregate::count),
    AVERAGE("Average", Aggregate::average),
    SUM("Sum", Aggregate::sum),
    MINIMUM("Minimum", Aggregate::min),
    MAXIMUM("Maximum", Aggregate::max);

    private final String text;
    // Method references of a record: nothing that changes.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ToDoubleFunction<Aggregate> number;

    BasicStatistic(String text, ToDoubleFunction<Aggregate> number) {
        this.text = text;
        this.number = number;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean needsDistribution() {
        return false;
    }

    @Override
    public Double of(Aggregate values) {
        return number.applyAsDouble(values);
    }
}
