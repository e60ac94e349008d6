package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.monitoring.alarm.Verdict.Retained;
import dev.cloudlet.monitoring.alarm.Verdict.State;
import dev.cloudlet.monitoring.metric.Point;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * "M out of N" over the evaluation range, with missing data as AWS prescribes.
 *
 * @param evaluationPeriods N
 * @param needed M
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">Missing data</a>
 */
record Evaluation(
        Comparison comparison, double threshold, int evaluationPeriods, int needed, TreatMissingData missing) {
    /** So many periods beyond N are looked at: in AWS's tables N is 3 and the evaluation range 5. */
    private static final int MORE = 2;

    static Evaluation of(AlarmSettings settings) {
        return new Evaluation(
                settings.comparison(),
                settings.threshold(),
                settings.evaluationPeriods(),
                settings.needed(),
                settings.missing());
    }

    /** How many periods the evaluation range has. */
    int range() {
        return evaluationPeriods + MORE;
    }

    /** @param periods the points of the evaluation range, newest first; null where there is none */
    Verdict of(List<@Nullable Point> periods) {
        List<Point> real = new ArrayList<>();
        int oldest = 0;
        for (int age = 1; age <= periods.size(); age++) {
            Point point = periods.get(age - 1);
            if (point != null) {
                real.add(point);
                oldest = age;
            }
        }
        if (real.size() >= evaluationPeriods) {
            List<Point> newest = List.copyOf(real.subList(0, evaluationPeriods));
            return new State(breaching(newest) >= needed ? AlarmState.ALARM : AlarmState.OK, newest, 0);
        }
        return real.isEmpty() ? nothing() : some(real, oldest);
    }

    private Verdict nothing() {
        return switch (missing) {
            case MISSING -> new State(AlarmState.INSUFFICIENT_DATA, List.of(), evaluationPeriods);
            case IGNORE -> new Retained();
            case BREACHING -> new State(AlarmState.ALARM, List.of(), evaluationPeriods);
            case NOT_BREACHING -> new State(AlarmState.OK, List.of(), evaluationPeriods);
        };
    }

    /** Fewer data points than N, but not none. */
    private Verdict some(List<Point> real, int oldest) {
        int breaching = breaching(real);
        int filled = evaluationPeriods - real.size();
        if (breaching >= needed) {
            return new State(AlarmState.ALARM, real, filled);
        }
        boolean allBreaching = breaching == real.size();
        return switch (missing) {
            case BREACHING -> new State(breaching + filled >= needed ? AlarmState.ALARM : AlarmState.OK, real, filled);
            case NOT_BREACHING -> new State(AlarmState.OK, real, filled);
            case IGNORE -> allBreaching ? new Retained() : new State(AlarmState.OK, real, filled);
            case MISSING -> {
                if (!allBreaching) {
                    yield new State(AlarmState.OK, real, filled);
                }
                // "Avoiding premature transitions": what is breaching has had M periods to be contradicted.
                yield oldest >= needed ? new State(AlarmState.ALARM, real, filled) : new Retained();
            }
        };
    }

    private int breaching(List<Point> points) {
        return (int) points.stream()
                .filter(p -> comparison.breaches(p.value(), threshold))
                .count();
    }
}
