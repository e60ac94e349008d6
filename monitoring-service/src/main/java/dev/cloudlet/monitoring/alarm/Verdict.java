package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.monitoring.metric.Point;
import java.util.List;

/** What an evaluation comes to. */
sealed interface Verdict {

    /**
     * The data decide.
     *
     * @param evaluated the data points that counted, newest first
     * @param filled how many missing ones counted beside them
     */
    record State(AlarmState state, List<Point> evaluated, int filled) implements Verdict {}

    /** The alarm stays as it is. */
    record Retained() implements Verdict {}
}
