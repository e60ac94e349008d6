package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.monitoring.StandingWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets the history of alarms after 30 days. */
@Component
class HistorySweep implements StandingWork {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final AlarmHistory history;
    private final Clock clock;

    HistorySweep(AlarmHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "alarm-history";
    }

    @Override
    public Next advance(String key) {
        history.forget(clock.instant().minus(KEPT));
        return Next.after(PAUSE);
    }
}
