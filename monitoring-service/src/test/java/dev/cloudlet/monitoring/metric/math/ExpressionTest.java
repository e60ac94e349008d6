package dev.cloudlet.monitoring.metric.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Instant T0 = Instant.EPOCH;
    private static final Instant T1 = T0.plusSeconds(60);
    private static final Instant T2 = T0.plusSeconds(120);
    private static final Series M1 = series("m1", Map.of(T0, 10.0, T1, 20.0));
    private static final Series M2 = series("m2", Map.of(T1, 4.0, T2, 0.0));
    private static final Series ZERO = series("m3", Map.of(T1, 0.0));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m1 | 0:10 60:20",
                "m1 * 2 + 1 | 0:21 60:41",
                "1 + m1 * 2 | 0:21 60:41",
                "(1 + m1) * 2 | 0:22 60:42",
                "m1 - m2 | 60:16",
                "m1 / m2 | 60:5",
                "m1 / m3 | ''",
                "100 - m1 | 0:90 60:80",
                "-m1 ^ 2 | 0:-100 60:-400",
                "2 - -m1 | 0:12 60:22",
                "SUM([m1, m2]) | 0:10 60:24 120:0",
                "AVG(METRICS()) | 0:10 60:8 120:0",
                "MAX([m1,m2]) | 0:10 60:20 120:0",
                "m1 / MAX(m1) | 0:0.5 60:1",
                "CEIL(m1 / 3) | 0:4 60:7",
                "FILL(m1, 0) | 0:10 60:20 120:0",
                "abs(0 - m1) | 0:10 60:20",
            })
    void calculates(String text, String expected) {
        Value value = Expression.parse(text).value(Map.of("m1", M1, "m2", M2, "m3", ZERO), List.of(M1, M2, ZERO));
        assertThat(show((Series) value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m1 +",
                "(m1",
                "m1 m2",
                "ANOMALY_DETECTION_BAND(m1)",
                "SEARCH('x')",
                "1..2",
                "m1 + )",
                "[m1",
                "SUM(m1,m2)"
            })
    void refusesWhatItCannotRead(String text) {
        assertThatThrownBy(() -> Expression.parse(text).value(Map.of("m1", M1, "m2", M2), List.of()))
                .isInstanceOf(InvalidExpressionException.class);
    }

    @Test
    void refusesToNestWithoutEnd() {
        assertThatThrownBy(() -> Expression.parse("(".repeat(10_000))).isInstanceOf(InvalidExpressionException.class);
    }

    @Test
    void namesWhatItRefersTo() {
        assertThat(Expression.parse("SUM([a,b]) / c - a").references()).containsExactly("a", "b", "c");
    }

    private static Series series(String label, Map<Instant, Double> points) {
        return new Series(label, new TreeMap<>(points));
    }

    private static String show(Series series) {
        StringBuilder text = new StringBuilder();
        series.points().forEach((at, v) -> text.append(at.getEpochSecond())
                .append(':')
                .append(v == Math.rint(v) ? String.valueOf(v.longValue()) : String.valueOf(v))
                .append(' '));
        return text.toString().strip();
    }
}
