package dev.cloudlet.monitoring.alarm;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_COMBINATION;
import static dev.cloudlet.monitoring.MonitoringError.NOT_IMPLEMENTED;
import static dev.cloudlet.monitoring.MonitoringError.VALIDATION_ERROR;

import dev.cloudlet.monitoring.metric.Dimensions;
import dev.cloudlet.monitoring.metric.Statistic;
import dev.cloudlet.monitoring.metric.Units;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** Reads the settings of an alarm out of a request, and refuses what CloudWatch refuses. */
final class AlarmCheck {
    private static final Set<Integer> SHORT_PERIODS = Set.of(10, 20, 30);
    private static final long DAY = 86_400;
    private static final int MOST_ACTIONS = 5;
    private static final String SYSTEM_CHECK = "StatusCheckFailed_System";

    private final PutMetricAlarmRequest request;

    private AlarmCheck(PutMetricAlarmRequest request) {
        this.request = request;
    }

    static AlarmSettings settings(PutMetricAlarmRequest request) {
        return new AlarmCheck(request).settings();
    }

    private AlarmSettings settings() {
        requireName(request.alarmName());
        refuseWhatIsNotThere();
        Comparison comparison = Comparison.parse(request.comparisonOperatorAsString());
        String namespace = required(request.namespace(), "Namespace");
        String metricName = required(request.metricName(), "MetricName");
        Dimensions.requireText(namespace, "Namespace");
        Dimensions.requireText(metricName, "MetricName");
        String statistic = statistic();
        int period = period();
        int evaluationPeriods = required(request.evaluationPeriods(), "EvaluationPeriods");
        requireWithinReach(period, evaluationPeriods);
        Integer needed = request.datapointsToAlarm();
        if (evaluationPeriods < 1 || (needed != null && (needed < 1 || needed > evaluationPeriods))) {
            throw VALIDATION_ERROR.of(
                    "DatapointsToAlarm must be at least 1 and must not be greater than EvaluationPeriods.");
        }
        double threshold = required(request.threshold(), "Threshold");
        if (!Double.isFinite(threshold)) {
            throw VALIDATION_ERROR.of("The parameter Threshold must be a finite number.");
        }
        String unit = request.unitAsString();
        if (unit != null && !Units.known(unit)) {
            throw VALIDATION_ERROR.of("The value %s for parameter Unit is not a known unit.", unit);
        }
        var dimensions = Dimensions.of(request.dimensions(), "Dimensions");
        String ofInstance = dimensions.containsKey("InstanceId") ? metricName : null;
        return new AlarmSettings(
                request.alarmDescription(),
                !Boolean.FALSE.equals(request.actionsEnabled()),
                actions(request.okActions(), ofInstance),
                actions(request.alarmActions(), ofInstance),
                actions(request.insufficientDataActions(), ofInstance),
                namespace,
                metricName,
                statistic,
                dimensions,
                period,
                unit,
                evaluationPeriods,
                needed,
                threshold,
                required(comparison, "ComparisonOperator").text(),
                treatMissingData(),
                lowSamples());
    }

    static void requireName(String name) {
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            throw VALIDATION_ERROR.of("The parameter AlarmName must be a name without control characters.");
        }
    }

    private void refuseWhatIsNotThere() {
        if (request.hasMetrics() || request.thresholdMetricId() != null) {
            throw NOT_IMPLEMENTED.of(
                    "Alarms on metric math and anomaly detection (Metrics, ThresholdMetricId of PutMetricAlarm) are not implemented by this cloud.");
        }
        String operator = request.comparisonOperatorAsString();
        if (operator != null && Comparison.parse(operator) == null) {
            throw NOT_IMPLEMENTED.of("%s needs anomaly detection, which is not implemented by this cloud.", operator);
        }
    }

    private String statistic() {
        String basic = request.statisticAsString();
        String extended = request.extendedStatistic();
        if (basic != null && extended != null) {
            throw INVALID_PARAMETER_COMBINATION.of(
                    "The parameters Statistic and ExtendedStatistic are mutually exclusive and you have specified both.");
        }
        String name = basic != null ? basic : extended;
        if (name == null) {
            throw VALIDATION_ERROR.of("Statistic and ExtendedStatistic must not both be null.");
        }
        Statistic known = Statistic.parse(name);
        if (known == null || known.needsDistribution() != (extended != null)) {
            throw VALIDATION_ERROR.of("The value %s is not a supported statistic.", name);
        }
        return name;
    }

    private int period() {
        int period = required(request.period(), "Period");
        if (!SHORT_PERIODS.contains(period) && (period < 60 || period % 60 != 0)) {
            throw VALIDATION_ERROR.of("Metric Period must be 10, 20, 30 or a multiple of 60 seconds, not %d.", period);
        }
        return period;
    }

    private static void requireWithinReach(int period, int evaluationPeriods) {
        long seconds = (long) period * evaluationPeriods;
        if (period < 3_600 && seconds > DAY) {
            throw VALIDATION_ERROR.of(
                    "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).");
        }
        if (seconds > 7 * DAY) {
            throw VALIDATION_ERROR.of(
                    "Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800).");
        }
    }

    private @Nullable String treatMissingData() {
        String given = request.treatMissingData();
        if (given != null && TreatMissingData.parse(given) == null) {
            throw VALIDATION_ERROR.of(
                    "Value '%s' at 'treatMissingData' failed to satisfy constraint: Member must satisfy enum value set: [breaching, notBreaching, ignore, missing]",
                    given);
        }
        return given;
    }

    private @Nullable String lowSamples() {
        String given = request.evaluateLowSampleCountPercentile();
        if (given != null && !given.equals("evaluate") && !given.equals("ignore")) {
            throw VALIDATION_ERROR.of(
                    "Value '%s' at 'evaluateLowSampleCountPercentile' failed to satisfy constraint: Member must satisfy enum value set: [evaluate, ignore]",
                    given);
        }
        return given;
    }

    /**
     * The actions for one state.
     *
     * @param ofInstance the metric, if it is one of a single EC2 instance
     */
    private static List<String> actions(List<String> arns, @Nullable String ofInstance) {
        if (arns.size() > MOST_ACTIONS) {
            throw VALIDATION_ERROR.of("An alarm has at most %d actions for each state.", MOST_ACTIONS);
        }
        for (String arn : arns) {
            if (!ActionArns.valid(arn)) {
                throw VALIDATION_ERROR.of("Invalid arn syntax: %s", arn);
            }
            if (ActionArns.ec2(arn) && ofInstance == null) {
                throw VALIDATION_ERROR.of(
                        "Invalid use of EC2 action. An EC2 action can only be used if the alarm is monitoring an EC2 instance.");
            }
            if (ActionArns.recovers(arn) && !SYSTEM_CHECK.equals(ofInstance)) {
                throw VALIDATION_ERROR.of(
                        "Invalid use of EC2 'Recover' action. It can only be used with the metric %s.", SYSTEM_CHECK);
            }
        }
        return List.copyOf(arns);
    }

    private static <T> T required(@Nullable T value, String member) {
        if (value == null) {
            throw VALIDATION_ERROR.of("%s must not be null.", member);
        }
        return value;
    }
}
