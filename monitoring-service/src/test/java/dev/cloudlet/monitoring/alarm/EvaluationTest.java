package dev.cloudlet.monitoring.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.monitoring.metric.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
    private static final double THRESHOLD = 80;

    /** The two tables of "Configuring how CloudWatch alarms treat missing data"; newest on the right, X breaching, 0 not, - missing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // M, data, filled, missing, ignore, breaching, notBreaching
                "3 | 0 - X - X | 0 | OK | OK | OK | OK",
                "3 | 0 - - - - | 2 | OK | OK | OK | OK",
                "3 | - - - - - | 3 | INSUFFICIENT_DATA | retained | ALARM | OK",
                "3 | 0 X X - X | 0 | ALARM | ALARM | ALARM | ALARM",
                "3 | - - X - - | 2 | ALARM | retained | ALARM | OK",
                "2 | 0 - X - X | 0 | ALARM | ALARM | ALARM | ALARM",
                "2 | 0 0 X 0 X | 0 | ALARM | ALARM | ALARM | ALARM",
                "2 | 0 - X - - | 1 | OK | OK | ALARM | OK",
                "2 | - - - - 0 | 2 | OK | OK | ALARM | OK",
                "2 | - - - X - | 2 | ALARM | retained | ALARM | OK",
            })
    void decidesAsTheDocumentedTables(
            int needed, String data, int filled, String missing, String ignore, String breaching, String notBreaching) {
        assertThat(decide(needed, data, TreatMissingData.MISSING)).isEqualTo(missing);
        assertThat(decide(needed, data, TreatMissingData.IGNORE)).isEqualTo(ignore);
        assertThat(decide(needed, data, TreatMissingData.BREACHING)).isEqualTo(breaching);
        assertThat(decide(needed, data, TreatMissingData.NOT_BREACHING)).isEqualTo(notBreaching);
        if (verdict(needed, data, TreatMissingData.NOT_BREACHING) instanceof Verdict.State state) {
            assertThat(state.filled()).isEqualTo(filled);
        }
    }

    @ParameterizedTest
    @CsvSource({"- - - - X", "- - - X -"})
    void doesNotAlarmPrematurely(String data) {
        assertThat(decide(3, data, TreatMissingData.MISSING)).isEqualTo("retained");
    }

    @Test
    void oneOutOfThreeAlarmsAtOnce() {
        assertThat(decide(1, "- - - - X", TreatMissingData.MISSING)).isEqualTo("ALARM");
        assertThat(decide(1, "- - - - X", TreatMissingData.IGNORE)).isEqualTo("ALARM");
    }

    @Property(tries = 300)
    void withoutMissingDataOnlyTheNewestCount(
            @ForAll @Size(5) List<Boolean> breaching,
            @ForAll @IntRange(min = 1, max = 3) int needed,
            @ForAll TreatMissingData missing) {
        StringBuilder data = new StringBuilder();
        breaching.forEach(b -> data.append(b ? "X " : "0 "));
        long newest = breaching.subList(2, 5).stream().filter(b -> b).count();
        assertThat(decide(needed, data.toString().strip(), missing)).isEqualTo(newest >= needed ? "ALARM" : "OK");
    }

    @ParameterizedTest
    @CsvSource({
        "GreaterThanThreshold, 80, false",
        "GreaterThanThreshold, 80.1, true",
        "GreaterThanOrEqualToThreshold, 80, true",
        "LessThanThreshold, 80, false",
        "LessThanThreshold, 79, true",
        "LessThanOrEqualToThreshold, 80, true",
    })
    void compares(String operator, double value, boolean breaches) {
        assertThat(Comparison.parse(operator).breaches(value, THRESHOLD)).isEqualTo(breaches);
    }

    private static String decide(int needed, String data, TreatMissingData missing) {
        return switch (verdict(needed, data, missing)) {
            case Verdict.State state -> state.state().name();
            case Verdict.Retained retained -> "retained";
        };
    }

    private static Verdict verdict(int needed, String data, TreatMissingData missing) {
        List<Point> newestFirst = new ArrayList<>();
        for (String sign : data.split(" ")) {
            newestFirst.addFirst(
                    switch (sign) {
                        case "X" -> new Point(Instant.EPOCH, 90, 1);
                        case "0" -> new Point(Instant.EPOCH, 10, 1);
                        default -> null;
                    });
        }
        return new Evaluation(Comparison.GREATER, THRESHOLD, 3, needed, missing).of(newestFirst);
    }
}
