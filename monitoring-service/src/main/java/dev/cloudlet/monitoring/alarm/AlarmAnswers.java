package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.monitoring.metric.Dimensions;
import dev.cloudlet.monitoring.metric.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Alarms in the form of an answer. */
final class AlarmAnswers {
    private AlarmAnswers() {}

    static MetricAlarm answer(Alarm alarm) {
        AlarmSettings s = alarm.settings();
        Statistic statistic = Statistic.parse(s.statistic());
        boolean extended = statistic != null && statistic.needsDistribution();
        return MetricAlarm.builder()
                .alarmName(alarm.key().name())
                .alarmArn(alarm.key().arn())
                .alarmDescription(s.description())
                .alarmConfigurationUpdatedTimestamp(alarm.configuredAt())
                .actionsEnabled(s.actionsEnabled())
                .okActions(s.okActions())
                .alarmActions(s.alarmActions())
                .insufficientDataActions(s.insufficientDataActions())
                .stateValue(alarm.state().name())
                .stateReason(alarm.reason())
                .stateReasonData(alarm.reasonData().isEmpty() ? null : alarm.reasonData())
                .stateUpdatedTimestamp(alarm.updatedAt())
                .stateTransitionedTimestamp(alarm.transitionedAt())
                .metricName(s.metricName())
                .namespace(s.namespace())
                .statistic(extended ? null : s.statistic())
                .extendedStatistic(extended ? s.statistic() : null)
                .dimensions(Dimensions.answer(s.dimensions()))
                .period(s.period())
                .unit(s.unit())
                .evaluationPeriods(s.evaluationPeriods())
                .datapointsToAlarm(s.datapointsToAlarm())
                .threshold(s.threshold())
                .comparisonOperator(s.comparisonOperator())
                .treatMissingData(s.treatMissingData())
                .evaluateLowSampleCountPercentile(s.evaluateLowSampleCountPercentile())
                .build();
    }
}
