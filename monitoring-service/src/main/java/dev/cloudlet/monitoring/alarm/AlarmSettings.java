package dev.cloudlet.monitoring.alarm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an alarm watches and what it does, as PutMetricAlarm has it; kept as one document.
 *
 * @param statistic the name of the statistic, basic or extended
 * @param period in seconds: 10, 20, 30 or a multiple of 60
 * @param unit null for values of any unit
 * @param datapointsToAlarm M of "M out of N"
 * @param evaluationPeriods N of "M out of N"
 */
record AlarmSettings(
        @Nullable String description,
        boolean actionsEnabled,
        List<String> okActions,
        List<String> alarmActions,
        List<String> insufficientDataActions,
        String namespace,
        String metricName,
        String statistic,
        Map<String, String> dimensions,
        int period,
        @Nullable String unit,
        int evaluationPeriods,
        @Nullable Integer datapointsToAlarm,
        double threshold,
        String comparisonOperator,
        @Nullable String treatMissingData,
        @Nullable String evaluateLowSampleCountPercentile) {

    /** How many of the data points must be breaching: all of them when the user did not say. */
    int needed() {
        return datapointsToAlarm == null ? evaluationPeriods : datapointsToAlarm;
    }

    Comparison comparison() {
        Comparison known = Comparison.parse(comparisonOperator);
        if (known == null) {
            throw new IllegalStateException("stored alarm has operator " + comparisonOperator);
        }
        return known;
    }

    TreatMissingData missing() {
        TreatMissingData known = treatMissingData == null ? null : TreatMissingData.parse(treatMissingData);
        return known == null ? TreatMissingData.MISSING : known;
    }

    List<String> actions(AlarmState state) {
        return switch (state) {
            case OK -> okActions;
            case ALARM -> alarmActions;
            case INSUFFICIENT_DATA -> insufficientDataActions;
        };
    }

    AlarmSettings withActionsEnabled(boolean enabled) {
        return new AlarmSettings(
                description,
                enabled,
                okActions,
                alarmActions,
                insufficientDataActions,
                namespace,
                metricName,
                statistic,
                dimensions,
                period,
                unit,
                evaluationPeriods,
                datapointsToAlarm,
                threshold,
                comparisonOperator,
                treatMissingData,
                evaluateLowSampleCountPercentile);
    }
}
