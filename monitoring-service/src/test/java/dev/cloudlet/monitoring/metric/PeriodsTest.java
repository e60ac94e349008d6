package dev.cloudlet.monitoring.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodsTest {
    private static final Instant NOW = Instant.parse("2026-03-31T12:34:56Z");

    /** The rounding that the documentation of GetMetricStatistics prescribes. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-31T12:32:34Z, 60, 2026-03-31T12:32:00Z",
        "2026-03-31T12:32:34Z, 300, 2026-03-31T12:32:00Z",
        "2026-03-01T12:32:34Z, 300, 2026-03-01T12:30:00Z",
        "2026-01-01T12:32:34Z, 3600, 2026-01-01T12:00:00Z",
        "2026-03-31T12:05:23Z, 10, 2026-03-31T12:05:20Z",
        "2026-03-31T12:05:23Z, 5, 2026-03-31T12:05:20Z",
        "2026-03-31T12:05:23Z, 1, 2026-03-31T12:05:23Z",
    })
    void roundsTheStartDown(Instant asked, int period, Instant start) {
        assertThat(Periods.start(asked, period, NOW)).isEqualTo(start);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 20, 30, 60, 120, 86_400})
    void takesDocumentedPeriods(int period) {
        assertThat(Periods.valid(period)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -60, 2, 15, 45, 61, 90})
    void refusesOtherPeriods(int period) {
        assertThat(Periods.valid(period)).isFalse();
    }

    @Test
    void oldDataIsOnlyThereInCoarsePeriods() {
        assertThat(Periods.kept(NOW.minus(Duration.ofHours(3)), 1, NOW)).isTrue();
        assertThat(Periods.kept(NOW.minus(Duration.ofHours(4)), 30, NOW)).isFalse();
        assertThat(Periods.kept(NOW.minus(Duration.ofHours(4)), 60, NOW)).isTrue();
        assertThat(Periods.kept(NOW.minus(Duration.ofDays(20)), 60, NOW)).isFalse();
        assertThat(Periods.kept(NOW.minus(Duration.ofDays(20)), 300, NOW)).isTrue();
        assertThat(Periods.kept(NOW.minus(Duration.ofDays(100)), 300, NOW)).isFalse();
        assertThat(Periods.kept(NOW.minus(Duration.ofDays(100)), 3_600, NOW)).isTrue();
    }
}
