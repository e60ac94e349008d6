package dev.cloudlet.monitoring.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedStatisticTest {
    private static final Aggregate ONE_TO_HUNDRED =
            values(IntStream.rangeClosed(1, 100).asDoubleStream().toArray());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p50 | 50",
                "p99 | 99",
                "p99.9 | 100",
                "p100 | 100",
                "p0 | 1",
                "tm90 | 45.5",
                "TM(10%:90%) | 50.5",
                "tm(90%:) | 95.5",
                "TM(80:90) | 85.5",
                "TC(80:90) | 10",
                "tc10 | 10",
                "TS(:10) | 55",
                "ts10 | 55",
                "PR(:75) | 75",
                "PR(25:75) | 50",
                "WM(80%:) | 82.1",
                "wm10 | 9.55",
                "IQM | 50.5",
            })
    void calculatesOverOneToHundred(String statistic, double expected) {
        assertThat(Statistic.parse(statistic).of(ONE_TO_HUNDRED)).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p101",
                "p-1",
                "p",
                "median",
                "TM(90%:10%)",
                "TM(10%:90)",
                "TM(:)",
                "PR(10%:20%)",
                "TM(10%:101%)",
                "average",
                "",
                "p1e3",
                "p9999999999999999999"
            })
    void knowsNoOtherNames(String text) {
        assertThat(Statistic.parse(text)).isNull();
    }

    @Test
    void statisticSetsHaveNoPercentilesUnlessTheirValuesAreTheSame() {
        assertThat(Statistic.parse("p90").of(Aggregate.set(3, 9, 1, 5))).isNull();
        assertThat(Statistic.parse("p90").of(Aggregate.set(3, 9, 3, 3))).isEqualTo(3);
    }

    @Test
    void negativeValuesHaveNoPercentiles() {
        assertThat(Statistic.parse("p90").of(values(-1, 2, 3))).isNull();
    }

    @Test
    void weighsValuesByTheirCounts() {
        Aggregate values = Aggregate.of(Distribution.of(new double[] {10, 1}, new double[] {1, 99}));
        assertThat(Statistic.parse("p99").of(values)).isEqualTo(1);
        assertThat(Statistic.parse("p99.5").of(values)).isEqualTo(10);
        assertThat(values.average()).isEqualTo(1.09, within(1e-9));
    }

    @Property(tries = 200)
    void aPercentileIsOneOfTheValuesAndTheShareBelowIsRight(
            @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = 0, max = 1e6) Double> list,
            @ForAll @DoubleRange(min = 0, max = 100) double percent) {
        double[] values = array(list);
        double found = ExtendedStatistic.percentile(values(values).distribution(), percent);
        assertThat(DoubleStream.of(values).boxed()).contains(found);
        double notAbove = Arrays.stream(values).filter(v -> v <= found).count();
        assertThat(notAbove / values.length * 100).isGreaterThanOrEqualTo(percent - 1e-6);
    }

    @Property(tries = 200)
    void trimmingNothingIsTheAverage(
            @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = 0, max = 1e6) Double> list) {
        double[] values = array(list);
        Aggregate all = values(values);
        assertThat(Statistic.parse("TM(0%:100%)").of(all)).isCloseTo(all.average(), within(1e-6 * (1 + all.average())));
        assertThat(Statistic.parse("TC(0%:100%)").of(all)).isCloseTo(values.length, within(1e-6));
    }

    @Property(tries = 200)
    void compactingKeepsCountsAndStaysWithinFivePercent(
            @ForAll @Size(min = 300, max = 500) List<@DoubleRange(min = 1, max = 1e9) Double> list) {
        double[] values = array(list);
        Distribution exact = values(values).distribution();
        Distribution compact = exact.compact();
        assertThat(compact.total()).isCloseTo(exact.total(), within(1e-6));
        double median = ExtendedStatistic.percentile(exact, 50);
        assertThat(ExtendedStatistic.percentile(compact, 50)).isCloseTo(median, within(median * 0.051));
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Aggregate values(double... values) {
        double[] once = new double[values.length];
        Arrays.fill(once, 1);
        return Aggregate.of(Distribution.of(values, once));
    }
}
