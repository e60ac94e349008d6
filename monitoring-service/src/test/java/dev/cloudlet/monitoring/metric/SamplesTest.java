package dev.cloudlet.monitoring.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.postgres.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

class SamplesTest {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("monitoring");

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final MetricName CPU = cpu("i-1");

    private final Samples samples = new Samples(database.jdbc(), new JsonMapper());

    @Test
    void aggregatesByPeriodFromTheStart() {
        put(CPU, 0, 10);
        put(CPU, 30, 30);
        put(CPU, 60, 50);
        put(CPU, 180, 7);
        List<Bin> bins = samples.bins(CPU, NOON, NOON.plusSeconds(180), 60, null, false);
        assertThat(bins).extracting(Bin::at).containsExactly(NOON, NOON.plusSeconds(60));
        assertThat(bins.getFirst().values()).isEqualTo(new Aggregate(2, 40, 10, 30, null));
    }

    @Test
    void keepsMetricsOfOtherDimensionsAndUnitsApart() {
        put(CPU, 0, 10);
        put(cpu("i-2"), 0, 99);
        samples.add("1", "r", List.of(new Sample(CPU, NOON, "Bytes", 60, Aggregate.of(5))), NOON);
        assertThat(samples.bins(CPU, NOON, NOON.plusSeconds(60), 60, null, false))
                .extracting(Bin::unit)
                .containsExactlyInAnyOrder("Percent", "Bytes");
        assertThat(samples.bins(CPU, NOON, NOON.plusSeconds(60), 60, "Bytes", false))
                .singleElement()
                .satisfies(bin -> assertThat(bin.values().sum()).isEqualTo(5));
    }

    @Test
    void keepsSingleValues() {
        Distribution given = Distribution.of(new double[] {3, 1, 2}, new double[] {1, 1, 8});
        samples.add("1", "r", List.of(new Sample(CPU, NOON, "Percent", 60, Aggregate.of(given))), NOON);
        put(CPU, 30, 2);
        Aggregate read = samples.bins(CPU, NOON, NOON.plusSeconds(60), 60, null, true)
                .getFirst()
                .values();
        assertThat(read.distribution()).isEqualTo(Distribution.of(new double[] {1, 2, 3}, new double[] {1, 9, 1}));
        assertThat(read.count()).isEqualTo(11);
    }

    @Test
    void foldsOldSecondsIntoMinutesAndForgetsNothingOfThem() {
        for (int second = 0; second < 120; second++) {
            put(CPU, second, second);
        }
        Folding folding = new Folding(
                database.jdbc(), database.transaction(), Clock.fixed(NOON.plus(Duration.ofHours(4)), ZoneOffset.UTC));
        folding.advance("all");
        assertThat(rows()).isEqualTo(2);
        List<Bin> bins = samples.bins(CPU, NOON, NOON.plusSeconds(120), 60, null, true);
        assertThat(bins).hasSize(2);
        assertThat(bins.getLast().values().sum()).isEqualTo(89.5 * 60);
        assertThat(Statistic.parse("p50").of(bins.getLast().values())).isEqualTo(89);
    }

    @Test
    void foldingTwiceChangesNothing() {
        put(CPU, 0, 1);
        put(CPU, 1, 2);
        Folding folding = new Folding(
                database.jdbc(), database.transaction(), Clock.fixed(NOON.plus(Duration.ofDays(16)), ZoneOffset.UTC));
        folding.advance("all");
        folding.advance("all");
        assertThat(samples.bins(CPU, NOON, NOON.plusSeconds(300), 300, null, false))
                .singleElement()
                .satisfies(bin -> assertThat(bin.values().sum()).isEqualTo(3));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void forgetsAfterFifteenMonths() {
        put(CPU, 0, 1);
        Folding folding = new Folding(
                database.jdbc(), database.transaction(), Clock.fixed(NOON.plus(Duration.ofDays(456)), ZoneOffset.UTC));
        folding.advance("all");
        assertThat(rows()).isZero();
    }

    private void put(MetricName metric, int second, double value) {
        samples.add(
                "1",
                "r",
                List.of(new Sample(metric, NOON.plusSeconds(second), "Percent", 1, Aggregate.of(value))),
                NOON);
    }

    private static int rows() {
        return database.jdbc()
                .sql("SELECT count(*) FROM sample")
                .query(Integer.class)
                .single();
    }

    private static MetricName cpu(String instance) {
        return new MetricName("1", "r", "AWS/EC2", "CPUUtilization", Map.of("InstanceId", instance));
    }
}
