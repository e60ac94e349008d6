package dev.cloudlet.monitoring.trail;

import dev.cloudlet.monitoring.StandingWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets calls after 90 days, as CloudTrail's event history does. */
@Component
class TrailSweep implements StandingWork {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final TrailEvents events;
    private final Clock clock;

    TrailSweep(TrailEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "trail-sweep";
    }

    @Override
    public Next advance(String key) {
        events.forget(clock.instant().minus(KEPT));
        return Next.after(PAUSE);
    }
}
