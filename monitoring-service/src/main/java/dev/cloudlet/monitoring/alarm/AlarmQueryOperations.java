package dev.cloudlet.monitoring.alarm;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_NEXT_TOKEN;
import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_COMBINATION;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.PageToken;
import dev.cloudlet.monitoring.metric.Dimensions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** Operations that show alarms and what happened to them. */
@AwsOperations
class AlarmQueryOperations {
    private static final int PAGE = 50;
    private static final int HISTORY_PAGE = 100;

    private final Alarms alarms;
    private final AlarmHistory history;

    AlarmQueryOperations(Alarms alarms, AlarmHistory history) {
        this.alarms = alarms;
        this.history = history;
    }

    @Authorize(
            action = "cloudwatch:DescribeAlarms",
            resource = "arn:aws:cloudwatch:{region}:{account}:alarm:{AlarmNames}")
    DescribeAlarmsResponse describeAlarms(Call call, DescribeAlarmsRequest request) {
        if (request.hasAlarmNames() && request.alarmNamePrefix() != null) {
            throw INVALID_PARAMETER_COMBINATION.of(
                    "The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.");
        }
        request.alarmNames().forEach(AlarmCheck::requireName);
        requireText(request.alarmNamePrefix());
        requireText(request.actionPrefix());
        List<String> parts = PageToken.parts(request.nextToken(), 1, INVALID_NEXT_TOKEN::badToken);
        // This cloud has no composite alarms: none that contains others, none contained in one.
        boolean composite = request.childrenOfAlarmName() != null
                || request.parentsOfAlarmName() != null
                || (request.hasAlarmTypes() && !request.alarmTypes().contains(AlarmType.METRIC_ALARM));
        int most = request.maxRecords() == null ? PAGE : request.maxRecords();
        List<Alarm> found = composite
                ? List.of()
                : alarms.list(
                        call.account(),
                        call.region(),
                        request.hasAlarmNames() && !request.alarmNames().isEmpty() ? request.alarmNames() : null,
                        request.alarmNamePrefix(),
                        request.stateValueAsString(),
                        request.actionPrefix(),
                        parts.isEmpty() ? "" : parts.getFirst(),
                        most + 1);
        List<Alarm> page = found.subList(0, Math.min(most, found.size()));
        return DescribeAlarmsResponse.builder()
                .metricAlarms(page.stream().map(AlarmAnswers::answer).toArray(MetricAlarm[]::new))
                .compositeAlarms(List.of())
                .nextToken(
                        found.size() > most ? PageToken.of(page.getLast().key().name()) : null)
                .build();
    }

    @Authorize(action = "cloudwatch:DescribeAlarmsForMetric")
    DescribeAlarmsForMetricResponse describeAlarmsForMetric(Call call, DescribeAlarmsForMetricRequest request) {
        requireText(request.namespace());
        requireText(request.metricName());
        Map<String, String> dimensions = Dimensions.of(request.dimensions(), "Dimensions");
        String statistic = request.statistic() != null ? request.statisticAsString() : request.extendedStatistic();
        return DescribeAlarmsForMetricResponse.builder()
                .metricAlarms(
                        alarms
                                .ofMetric(call.account(), call.region(), request.namespace(), request.metricName())
                                .stream()
                                .filter(a -> a.settings().dimensions().equals(dimensions))
                                .filter(a -> statistic == null
                                        || a.settings().statistic().equals(statistic))
                                .filter(a ->
                                        request.period() == null || a.settings().period() == request.period())
                                .filter(a -> request.unit() == null
                                        || request.unitAsString()
                                                .equals(a.settings().unit()))
                                .map(AlarmAnswers::answer)
                                .toArray(MetricAlarm[]::new))
                .build();
    }

    @Authorize(
            action = "cloudwatch:DescribeAlarmHistory",
            resource = "arn:aws:cloudwatch:{region}:{account}:alarm:{AlarmName}")
    DescribeAlarmHistoryResponse describeAlarmHistory(Call call, DescribeAlarmHistoryRequest request) {
        requireText(request.alarmName());
        List<String> parts = PageToken.parts(request.nextToken(), 2, INVALID_NEXT_TOKEN::badToken);
        int most = request.maxRecords() == null ? HISTORY_PAGE : request.maxRecords();
        List<AlarmHistory.Item> found = history.list(
                new AlarmHistory.Question(
                        call.account(),
                        call.region(),
                        request.alarmName(),
                        request.historyItemTypeAsString(),
                        request.startDate(),
                        request.endDate(),
                        request.scanBy() == ScanBy.TIMESTAMP_ASCENDING,
                        parts.isEmpty() ? null : position(parts)),
                most + 1);
        List<AlarmHistory.Item> page = found.subList(0, Math.min(most, found.size()));
        return DescribeAlarmHistoryResponse.builder()
                .alarmHistoryItems(page.stream()
                        .map(item -> AlarmHistoryItem.builder()
                                .alarmName(item.alarm())
                                .alarmType(AlarmType.METRIC_ALARM)
                                .timestamp(item.at())
                                .historyItemType(item.type())
                                .historySummary(item.summary())
                                .historyData(item.data())
                                .build())
                        .toArray(AlarmHistoryItem[]::new))
                .nextToken(
                        found.size() > most
                                ? PageToken.of(
                                        micros(page.getLast().at()),
                                        page.getLast().id())
                                : null)
                .build();
    }

    /** As finely as the database has it: a token in milliseconds would show an item twice or not at all. */
    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static AlarmHistory.Position position(List<String> parts) {
        long micros = PageToken.number(parts.get(0), INVALID_NEXT_TOKEN::badToken);
        Instant at =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
        return new AlarmHistory.Position(at, PageToken.number(parts.get(1), INVALID_NEXT_TOKEN::badToken));
    }

    private static void requireText(@Nullable String text) {
        if (text != null) {
            AlarmCheck.requireName(text);
        }
    }
}
