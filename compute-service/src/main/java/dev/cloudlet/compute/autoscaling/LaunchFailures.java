package dev.cloudlet.compute.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The launches of a group that have failed since the last instance of it came into service. Each time round it waits twice as
 * long, up to some minutes, and after a day it is time to give up.
 *
 * @param rounds how often it was tried; launches that fail while it waits already are of one round
 * @param since when the first one failed
 * @param retry when to try again
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html">AWS on groups that
 *     repeatedly fail to launch instances</a>
 */
record LaunchFailures(int rounds, Instant since, Instant retry) {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofHours(24);
    // Doubled more often than this, a wait is the longest in any case.
    private static final int DOUBLINGS = 6;

    /** With one more failure. */
    static LaunchFailures after(Optional<LaunchFailures> before, Instant now) {
        if (before.filter(each -> each.holds(now)).isPresent()) {
            return before.get();
        }
        int rounds = before.map(LaunchFailures::rounds).orElse(0) + 1;
        Duration wait = FIRST.multipliedBy(1L << Math.min(rounds - 1, DOUBLINGS));
        return new LaunchFailures(
                rounds,
                before.map(LaunchFailures::since).orElse(now),
                now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST));
    }

    /** Whether it is too early to try again. */
    boolean holds(Instant now) {
        return now.isBefore(retry);
    }

    /** Whether it has been tried for so long that there is no point in going on. */
    boolean areHopeless(Instant now) {
        return !now.isBefore(since.plus(PATIENCE));
    }
}
