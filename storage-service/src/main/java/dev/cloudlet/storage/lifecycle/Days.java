package dev.cloudlet.storage.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Days as S3 counts them: to the next midnight in UTC after so many days. */
final class Days {
    private Days() {}

    static Instant after(Instant time, int days) {
        Instant then = time.plus(Duration.ofDays(days));
        Instant midnight = then.truncatedTo(ChronoUnit.DAYS);
        return midnight.equals(then) ? then : midnight.plus(Duration.ofDays(1));
    }
}
