package dev.cloudlet.monitoring.metric;

import dev.cloudlet.monitoring.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Which periods may be asked for, and where they begin. */
final class Periods {
    private static final Set<Integer> BELOW_A_MINUTE = Set.of(1, 5, 10, 20, 30);
    private static final Duration SECONDS_KEPT = Duration.ofHours(3);
    private static final Duration MINUTES_KEPT = Duration.ofDays(15);
    private static final Duration FIVE_MINUTES_KEPT = Duration.ofDays(63);

    private Periods() {}

    static boolean valid(int period) {
        return BELOW_A_MINUTE.contains(period) || (period >= 60 && period % 60 == 0);
    }

    /**
     * Where the first period begins.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html">StartTime</a>
     */
    static Instant start(Instant asked, int period, Instant now) {
        if (period < 60) {
            return Instants.floor(asked, period);
        }
        Duration age = Duration.between(asked, now);
        return Instants.floor(
                asked, age.compareTo(MINUTES_KEPT) < 0 ? 60 : age.compareTo(FIVE_MINUTES_KEPT) <= 0 ? 300 : 3600);
    }

    /** Whether data from so long ago is still kept finely enough for the period; if not, AWS answers without data points. */
    static boolean kept(Instant start, int period, Instant now) {
        Duration age = Duration.between(start, now);
        int finest = age.compareTo(SECONDS_KEPT) <= 0
                ? 1
                : age.compareTo(MINUTES_KEPT) <= 0 ? 60 : age.compareTo(FIVE_MINUTES_KEPT) <= 0 ? 300 : 3600;
        return period % finest == 0;
    }
}
