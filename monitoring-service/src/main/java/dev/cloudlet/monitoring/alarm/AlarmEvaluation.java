package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.kit.work.Work;
import dev.cloudlet.monitoring.Instants;
import dev.cloudlet.monitoring.metric.MetricName;
import dev.cloudlet.monitoring.metric.MetricStats;
import dev.cloudlet.monitoring.metric.Point;
import dev.cloudlet.monitoring.metric.Statistic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks at each alarm every ten seconds: compares what the data say with the state that the alarm is in. Windows of a minute or more slide
 * from minute to minute, so that looking more often only finds data that came late.
 */
@Component
class AlarmEvaluation implements Work {
    static final String NAME = "alarm-evaluation";
    private static final int STEP_SECONDS = 10;
    private static final int MINUTE = 60;
    /** What is reported in the last moment of a period is on its way for a moment. */
    private static final Duration GRACE = Duration.ofMillis(300);

    /** Scaling actions are asked for "once per minute" while the state lasts, as the documentation of alarm actions has it. */
    private static final Duration ACT_AGAIN = Duration.ofMinutes(1);

    private final Alarms alarms;
    private final MetricStats stats;
    private final Transitions transitions;
    private final Reasons reasons;
    private final Clock clock;

    AlarmEvaluation(Alarms alarms, MetricStats stats, Transitions transitions, Reasons reasons, Clock clock) {
        this.alarms = alarms;
        this.stats = stats;
        this.transitions = transitions;
        this.reasons = reasons;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String key) {
        Optional<Alarm> found = alarms.find(AlarmKey.ofWork(key));
        if (found.isEmpty()) {
            return Next.done();
        }
        Instant now = clock.instant();
        evaluate(found.get(), now);
        Instant next =
                Instants.floor(now, STEP_SECONDS).plusSeconds(STEP_SECONDS).plus(GRACE);
        return Next.after(Duration.between(now, next));
    }

    private void evaluate(Alarm alarm, Instant now) {
        AlarmSettings settings = alarm.settings();
        Evaluation evaluation = Evaluation.of(settings);
        List<@Nullable Point> periods = periods(alarm, evaluation.range(), now);
        Double newest = newest(periods);
        switch (evaluation.of(periods)) {
            case Verdict.State verdict
            when verdict.state() != alarm.state() && !LowSamples.ignored(settings, verdict) ->
                transitions.enter(
                        alarm,
                        verdict.state(),
                        Reasons.words(alarm, verdict),
                        reasons.data(alarm, verdict, now),
                        newest,
                        now);
            case Verdict.State same -> stay(alarm, newest, now);
            case Verdict.Retained retained -> stay(alarm, newest, now);
        }
    }

    private void stay(Alarm alarm, @Nullable Double newest, Instant now) {
        if (!now.isBefore(alarm.actedAt().plus(ACT_AGAIN))) {
            transitions.stay(alarm, newest, now);
        }
    }

    /** The whole periods before now, newest first; null where there are no data. */
    private List<@Nullable Point> periods(Alarm alarm, int count, Instant now) {
        AlarmSettings settings = alarm.settings();
        int period = settings.period();
        Instant end = Instants.floor(now, period < MINUTE ? STEP_SECONDS : MINUTE);
        Instant start = end.minusSeconds((long) period * count);
        MetricName metric = new MetricName(
                alarm.key().account(),
                alarm.key().region(),
                settings.namespace(),
                settings.metricName(),
                settings.dimensions());
        Statistic statistic = Statistic.parse(settings.statistic());
        if (statistic == null) {
            throw new IllegalStateException("stored alarm has statistic " + settings.statistic());
        }
        Map<Instant, Point> points = new HashMap<>();
        stats.points(metric, statistic, period, settings.unit(), start, end).forEach(p -> points.put(p.at(), p));
        List<@Nullable Point> newestFirst = new ArrayList<>(count);
        for (int age = 1; age <= count; age++) {
            newestFirst.add(points.get(end.minusSeconds((long) period * age)));
        }
        return newestFirst;
    }

    private static @Nullable Double newest(List<@Nullable Point> periods) {
        for (Point point : periods) {
            if (point != null) {
                return point.value();
            }
        }
        return null;
    }
}
