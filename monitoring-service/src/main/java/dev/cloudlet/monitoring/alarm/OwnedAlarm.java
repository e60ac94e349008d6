package dev.cloudlet.monitoring.alarm;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** An alarm that another service makes for its own ends, as target tracking does: members as in PutMetricAlarm. */
@JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
record OwnedAlarm(
        String alarmName,
        @Nullable String alarmDescription,
        @Nullable Boolean actionsEnabled,
        @JsonProperty("OKActions") @Nullable List<String> okActions,
        @Nullable List<String> alarmActions,
        @Nullable List<String> insufficientDataActions,
        String metricName,
        String namespace,
        @Nullable String statistic,
        @Nullable String extendedStatistic,
        @Nullable List<NameAndValue> dimensions,
        int period,
        @Nullable String unit,
        int evaluationPeriods,
        @Nullable Integer datapointsToAlarm,
        double threshold,
        String comparisonOperator,
        @Nullable String treatMissingData) {

    /** One dimension. */
    @JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
    record NameAndValue(String name, String value) {}

    /** The question of the internal operation {@code put-alarm}. */
    record Put(String account, String region, OwnedAlarm alarm) {
        static final String OPERATION = "put-alarm";
    }

    /** The question of the internal operation {@code delete-alarms}; names that are not there are passed over. */
    record Delete(String account, String region, List<String> names) {
        static final String OPERATION = "delete-alarms";
    }

    AlarmSettings settings() {
        return AlarmCheck.settings(PutMetricAlarmRequest.builder()
                .alarmName(alarmName)
                .alarmDescription(alarmDescription)
                .actionsEnabled(actionsEnabled)
                .okActions(orNone(okActions))
                .alarmActions(orNone(alarmActions))
                .insufficientDataActions(orNone(insufficientDataActions))
                .metricName(metricName)
                .namespace(namespace)
                .statistic(statistic)
                .extendedStatistic(extendedStatistic)
                .dimensions(orNone(dimensions).stream()
                        .map(d -> Dimension.builder()
                                .name(d.name())
                                .value(d.value())
                                .build())
                        .toList())
                .period(period)
                .unit(unit)
                .evaluationPeriods(evaluationPeriods)
                .datapointsToAlarm(datapointsToAlarm)
                .threshold(threshold)
                .comparisonOperator(comparisonOperator)
                .treatMissingData(treatMissingData)
                .build());
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
