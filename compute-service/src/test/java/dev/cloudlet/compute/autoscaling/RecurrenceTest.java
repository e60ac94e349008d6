package dev.cloudlet.compute.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecurrenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 2026-11-20 is a Friday.
                "*/15 * * * *|2026-11-20T12:07:30Z|2026-11-20T12:15:00Z",
                "0 12 * * *|2026-11-20T12:00:00Z|2026-11-21T12:00:00Z",
                "30 6 * * 2|2026-11-20T12:00:00Z|2026-11-24T06:30:00Z",
                "0 9 * * MON-FRI|2026-11-20T12:00:00Z|2026-11-23T09:00:00Z",
                "0 0 * * 0|2026-11-20T12:00:00Z|2026-11-22T00:00:00Z",
                "0 0 * * 7|2026-11-20T12:00:00Z|2026-11-22T00:00:00Z",
                "0 0 1 1,6,12 *|2026-11-20T12:00:00Z|2026-12-01T00:00:00Z",
                "0 0 29 2 *|2026-11-20T12:00:00Z|2028-02-29T00:00:00Z",
                "0 0 31 * *|2026-11-20T12:00:00Z|2026-12-31T00:00:00Z",
                "  0   0  *  *  *  |2026-11-20T12:00:00Z|2026-11-21T00:00:00Z",
            })
    void recurs(String cron, Instant after, Instant next) {
        assertThat(Recurrence.parse(cron, null).after(after)).contains(next);
    }

    @Test
    void eitherDayWillDoWhenBothAreSaid() {
        Recurrence either = Recurrence.parse("0 0 25 * 1", null);
        assertThat(either.after(Instant.parse("2026-11-20T12:00:00Z"))).contains(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(either.after(Instant.parse("2026-11-23T00:00:00Z"))).contains(Instant.parse("2026-11-25T00:00:00Z"));
    }

    @Test
    void isOfItsTimeZoneInSummerAndInWinter() {
        Recurrence morning = Recurrence.parse("0 9 * * *", "Europe/Berlin");
        assertThat(morning.after(Instant.parse("2026-07-01T00:00:00Z")))
                .contains(Instant.parse("2026-07-01T07:00:00Z"));
        assertThat(morning.after(Instant.parse("2026-12-01T00:00:00Z")))
                .contains(Instant.parse("2026-12-01T08:00:00Z"));
        // The hour that summer time leaves out.
        assertThat(Recurrence.parse("30 2 * * *", "Europe/Berlin").after(Instant.parse("2027-03-28T00:00:00Z")))
                .get()
                .satisfies(next -> assertThat(next).isBefore(Instant.parse("2027-03-29T01:00:00Z")));
    }

    @Test
    void mayNeverCome() {
        assertThat(Recurrence.parse("0 0 30 2 *", null).after(Instant.parse("2026-11-20T12:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "a * * * *",
                "1- * * * *",
                "5-1 * * * *",
                "*/0 * * * *",
                "@daily",
                "-1 * * * *"
            })
    void refusesWhatIsNoExpression(String cron) {
        assertThatThrownBy(() -> Recurrence.parse(cron, null))
                .isInstanceOf(AwsException.class)
                .hasMessage("Given recurrence string:" + cron + " is invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Base", "", "Europe/../Berlin", "CEST5"})
    void refusesZonesThatAreNone(String zone) {
        assertThatThrownBy(() -> Recurrence.parse("* * * * *", zone)).isInstanceOf(AwsException.class);
    }
}
