package dev.cloudlet.monitoring.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.kit.work.Work;
import dev.cloudlet.monitoring.MonitoringFixture;
import dev.cloudlet.monitoring.metric.ReportedValues;
import dev.cloudlet.protocol.AwsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import tools.jackson.databind.json.JsonMapper;

class AlarmTest {
    private static final String SCALE_OUT =
            "arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:1-2:autoScalingGroupName/web:policyName/out";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:topic";
    private static final AlarmKey KEY = new AlarmKey(MonitoringFixture.ACCOUNT, "us-east-1", "high");

    @RegisterExtension
    static final MonitoringFixture cloud = new MonitoringFixture();

    private final AlarmOperations operations = cloud.bean(AlarmOperations.class);
    private ReportedValues load;

    @BeforeEach
    void load() {
        load = new ReportedValues(cloud, "App", "Load", Map.of("Group", "web"));
    }

    @Test
    void startsWithoutDataAndFollowsThem() {
        putAlarm(a -> {});
        assertThat(alarm().stateReason()).isEqualTo("Unchecked: Initial alarm creation");
        assertThat(state()).isEqualTo(StateValue.INSUFFICIENT_DATA);

        load.report(90);
        passTenSeconds();
        assertThat(state()).isEqualTo(StateValue.ALARM);
        assertThat(alarm().stateReason())
                .isEqualTo(
                        "Threshold Crossed: 1 out of the last 1 datapoints [90.0 (20/11/26 12:00:00)] was greater than the"
                                + " threshold (80.0) (minimum 1 datapoint for OK -> ALARM transition).");
        assertThat(new JsonMapper()
                        .readTree(alarm().stateReasonData())
                        .path("recentDatapoints")
                        .get(0)
                        .asDouble())
                .isEqualTo(90);

        load.report(10);
        passTenSeconds();
        assertThat(state()).isEqualTo(StateValue.OK);
        assertThat(history(HistoryItemType.STATE_UPDATE))
                .extracting(AlarmHistoryItem::historySummary)
                .containsExactly("Alarm updated from INSUFFICIENT_DATA to ALARM", "Alarm updated from ALARM to OK");
    }

    @Test
    void goesBackToInsufficientDataWhenTheEvaluationRangeIsEmpty() {
        putAlarm(a -> {});
        load.report(10);
        passTenSeconds();
        assertThat(state()).isEqualTo(StateValue.OK);
        passTenSeconds();
        passTenSeconds();
        assertThat(state()).isEqualTo(StateValue.OK);
        passTenSeconds();
        assertThat(state()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        assertThat(alarm().stateReason()).isEqualTo("Insufficient Data: 1 datapoint was unknown.");
    }

    @Test
    void asksComputeToScaleOnceAndAgainEveryMinute() {
        putAlarm(a -> a.alarmActions(SCALE_OUT));
        load.report(90);
        passTenSeconds();
        assertThat(cloud.actions()).hasSize(1);
        assertThat(cloud.actions().getFirst().path("actionArn").asString()).isEqualTo(SCALE_OUT);
        assertThat(cloud.actions().getFirst().path("value").asDouble()).isEqualTo(90);
        assertThat(cloud.actions().getFirst().path("threshold").asDouble()).isEqualTo(80);
        for (int i = 0; i < 5; i++) {
            load.report(95);
            passTenSeconds();
        }
        assertThat(cloud.actions()).hasSize(1);
        load.report(96);
        passTenSeconds();
        assertThat(cloud.actions()).hasSize(2);
        assertThat(cloud.actions().getLast().path("value").asDouble()).isEqualTo(96);
        assertThat(history(HistoryItemType.ACTION))
                .extracting(AlarmHistoryItem::historySummary)
                .containsOnly("Successfully executed action " + SCALE_OUT);
    }

    @Test
    void saysHonestlyThatATopicIsNotThere() {
        putAlarm(a -> a.alarmActions(TOPIC));
        load.report(90);
        passTenSeconds();
        assertThat(history(HistoryItemType.ACTION)).singleElement().satisfies(item -> assertThat(item.historySummary())
                .startsWith("Failed to execute action " + TOPIC)
                .contains("not delivered: SNS is not there"));
        assertThat(cloud.actions()).isEmpty();
    }

    @Test
    void asksAgainWhileComputeIsAwayAndRecordsItsRefusal() {
        cloud.computeAnswers(
                "{\"refusal\":{\"code\":\"ServiceUnavailable\",\"status\":503,\"senderFault\":false,\"message\":\"away\"}}");
        putAlarm(a -> a.alarmActions(SCALE_OUT));
        load.report(90);
        passTenSeconds();
        assertThat(history(HistoryItemType.ACTION)).isEmpty();
        cloud.computeAnswers(
                "{\"refusal\":{\"code\":\"ResourceNotFound\",\"status\":400,\"senderFault\":true,\"message\":\"no policy\"}}");
        assertThat(cloud.bean(AlarmActions.class).advance(KEY.work())).isEqualTo(Work.Next.done());
        assertThat(history(HistoryItemType.ACTION)).singleElement().satisfies(item -> assertThat(item.historySummary())
                .contains("no policy"));
    }

    @Test
    void disabledActionsAreNotTaken() {
        putAlarm(a -> a.alarmActions(SCALE_OUT));
        cloud.run(() -> operations.disableAlarmActions(
                cloud.call("monitoring", "DisableAlarmActions"),
                DisableAlarmActionsRequest.builder()
                        .alarmNames("high", "nobody")
                        .build()));
        load.report(90);
        passTenSeconds();
        assertThat(state()).isEqualTo(StateValue.ALARM);
        assertThat(alarm().actionsEnabled()).isFalse();
        assertThat(cloud.actions()).isEmpty();
    }

    @Test
    void aStateSetByHandActsAndLastsUntilTheNextEvaluation() {
        putAlarm(a -> a.alarmActions(SCALE_OUT).treatMissingData("notBreaching"));
        cloud.run(() -> operations.setAlarmState(
                cloud.call("monitoring", "SetAlarmState"),
                SetAlarmStateRequest.builder()
                        .alarmName("high")
                        .stateValue(StateValue.ALARM)
                        .stateReason("testing")
                        .build()));
        cloud.bean(AlarmActions.class).advance(KEY.work());
        assertThat(cloud.actions()).hasSize(1);
        assertThat(alarm().stateReason()).isEqualTo("testing");
        passTenSeconds();
        assertThat(state()).isEqualTo(StateValue.OK);
    }

    @Test
    void minutesSlideFromMinuteToMinute() {
        putAlarm(a -> a.period(120));
        load.report(90);
        cloud.advance(Duration.ofSeconds(50));
        evaluate();
        assertThat(state()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        cloud.advance(Duration.ofSeconds(10));
        evaluate();
        assertThat(state()).isEqualTo(StateValue.ALARM);
    }

    @Test
    void changingAnAlarmKeepsItsState() {
        putAlarm(a -> {});
        load.report(90);
        passTenSeconds();
        putAlarm(a -> a.threshold(95.0));
        assertThat(state()).isEqualTo(StateValue.ALARM);
        evaluate();
        assertThat(state()).isEqualTo(StateValue.OK);
        assertThat(history(HistoryItemType.CONFIGURATION_UPDATE))
                .extracting(AlarmHistoryItem::historySummary)
                .containsExactly("Alarm \"high\" created", "Alarm \"high\" updated");
    }

    @Test
    void whatIsDeletedIsGoneButNotItsHistory() {
        putAlarm(a -> {});
        delete("high");
        assertThat(describe(b -> {}).metricAlarms()).isEmpty();
        assertThat(cloud.bean(AlarmEvaluation.class).advance(KEY.work())).isEqualTo(Work.Next.done());
        assertThat(history(HistoryItemType.CONFIGURATION_UPDATE)).hasSize(2);
        assertThatThrownBy(() -> delete("high")).isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code())
                .isEqualTo("ResourceNotFound"));
    }

    @Test
    void looksAgainWithinTenSeconds() {
        putAlarm(a -> a.period(300));
        Work.Next next = cloud.bean(AlarmEvaluation.class).advance(KEY.work());
        assertThat(next).isInstanceOfSatisfying(Work.Next.After.class, after -> assertThat(after.delay())
                .isLessThanOrEqualTo(Duration.ofMillis(10_300)));
    }

    @Test
    void listsByPrefixStateActionAndInPages() {
        for (String name : List.of("a1", "a2", "b1")) {
            putAlarm(a -> a.alarmName(name).alarmActions(name.equals("b1") ? SCALE_OUT : TOPIC));
        }
        assertThat(names(describe(b -> b.alarmNamePrefix("a")))).containsExactly("a1", "a2");
        assertThat(names(describe(b -> b.alarmNames("b1", "nobody")))).containsExactly("b1");
        assertThat(names(describe(b -> b.actionPrefix("arn:aws:autoscaling")))).containsExactly("b1");
        assertThat(names(describe(b -> b.stateValue(StateValue.OK)))).isEmpty();
        DescribeAlarmsResponse first = describe(b -> b.maxRecords(2));
        assertThat(names(first)).containsExactly("a1", "a2");
        assertThat(names(describe(b -> b.maxRecords(2).nextToken(first.nextToken()))))
                .containsExactly("b1");
        assertThat(cloud.bean(AlarmQueryOperations.class)
                        .describeAlarmsForMetric(
                                cloud.call("monitoring", "DescribeAlarmsForMetric"),
                                DescribeAlarmsForMetricRequest.builder()
                                        .namespace("App")
                                        .metricName("Load")
                                        .dimensions(dimension("Group", "web"))
                                        .build())
                        .metricAlarms())
                .hasSize(3);
    }

    @Test
    void refusesWhatTheDocumentationRefuses() {
        assertRefused("ValidationError", a -> a.period(15));
        assertRefused("ValidationError", a -> a.period(null));
        assertRefused("ValidationError", a -> a.threshold(null));
        assertRefused("ValidationError", a -> a.threshold(Double.NaN));
        assertRefused("ValidationError", a -> a.metricName(null));
        assertRefused("ValidationError", a -> a.statistic((String) null));
        assertRefused("InvalidParameterCombination", a -> a.extendedStatistic("p90"));
        assertRefused("ValidationError", a -> a.statistic((String) null).extendedStatistic("p900"));
        assertRefused("ValidationError", a -> a.datapointsToAlarm(2));
        assertRefused("ValidationError", a -> a.evaluationPeriods(1_000_000));
        assertRefused("ValidationError", a -> a.treatMissingData("sometimes"));
        assertRefused("ValidationError", a -> a.alarmActions("not an arn"));
        assertRefused("ValidationError", a -> a.alarmActions("arn:aws:automate:us-east-1:ec2:stop"));
        assertRefused("ValidationError", a -> a.alarmName("a\0b"));
        assertRefused(
                "NotImplemented",
                a -> a.metrics(
                        MetricDataQuery.builder().id("m1").expression("1").build()));
        assertRefused("NotImplemented", a -> a.comparisonOperator(ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD));
    }

    @Test
    void anInstanceMayBeStopped() {
        putAlarm(a -> a.dimensions(dimension("InstanceId", "i-1"))
                .treatMissingData("breaching")
                .alarmActions("arn:aws:automate:us-east-1:ec2:stop"));
        passTenSeconds();
        assertThat(cloud.actions()).singleElement().satisfies(q -> assertThat(
                        q.path("dimensions").path("InstanceId").asString())
                .isEqualTo("i-1"));
    }

    @Test
    void carriesTags() {
        putAlarm(a -> a.tags(tag("team", "a")));
        AlarmTagOperations tags = cloud.bean(AlarmTagOperations.class);
        cloud.run(() -> tags.tagResource(
                cloud.call("monitoring", "TagResource"),
                TagResourceRequest.builder()
                        .resourceARN(KEY.arn())
                        .tags(tag("cost", "low"))
                        .build()));
        cloud.run(() -> tags.untagResource(
                cloud.call("monitoring", "UntagResource"),
                UntagResourceRequest.builder()
                        .resourceARN(KEY.arn())
                        .tagKeys("team")
                        .build()));
        assertThat(tags.listTagsForResource(
                                cloud.call("monitoring", "ListTagsForResource"),
                                ListTagsForResourceRequest.builder()
                                        .resourceARN(KEY.arn())
                                        .build())
                        .tags())
                .singleElement()
                .satisfies(t -> assertThat(t.key()).isEqualTo("cost"));
        assertThat(new AlarmResources(cloud.bean(Alarms.class)).find(KEY.arn()).tags())
                .containsEntry("cost", "low");
    }

    @Test
    void otherServicesOwnAlarms() {
        OwnedAlarm.Put put = new JsonMapper().readValue("""
                {"account": "123456789012", "region": "us-east-1", "alarm": {
                    "AlarmName": "TargetTracking-web-AlarmHigh", "MetricName": "CPUUtilization", "Namespace": "AWS/EC2",
                    "Statistic": "Average", "Dimensions": [{"Name": "AutoScalingGroupName", "Value": "web"}], "Period": 60,
                    "EvaluationPeriods": 3, "Threshold": 50, "ComparisonOperator": "GreaterThanThreshold",
                    "OKActions": [], "AlarmActions": ["%s"]}}""".formatted(SCALE_OUT), OwnedAlarm.Put.class);
        assertThat(internally(OwnedAlarm.Put.OPERATION, put)).isEqualTo(true);
        MetricAlarm alarm = describe(b -> {}).metricAlarms().getFirst();
        assertThat(alarm.alarmActions()).containsExactly(SCALE_OUT);
        assertThat(alarm.dimensions().getFirst().value()).isEqualTo("web");
        OwnedAlarm.Delete delete = new OwnedAlarm.Delete(
                "123456789012", "us-east-1", List.of("TargetTracking-web-AlarmHigh", "gone already"));
        assertThat(internally(OwnedAlarm.Delete.OPERATION, delete)).isEqualTo(true);
        assertThat(describe(b -> {}).metricAlarms()).isEmpty();
    }

    @SuppressWarnings("unchecked") // the fixture's operations are found by name; the name says the type
    private static <Q> Object internally(String name, Q question) {
        return ((InternalOperation<Q, ?>) cloud.operation(name)).answer().apply(question);
    }

    private void assertRefused(String code, Consumer<PutMetricAlarmRequest.Builder> change) {
        assertThatThrownBy(() -> putAlarm(change)).isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private void putAlarm(Consumer<PutMetricAlarmRequest.Builder> change) {
        PutMetricAlarmRequest request = PutMetricAlarmRequest.builder()
                .alarmName("high")
                .namespace("App")
                .metricName("Load")
                .dimensions(dimension("Group", "web"))
                .statistic(Statistic.AVERAGE)
                .period(10)
                .evaluationPeriods(1)
                .threshold(80.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .applyMutation(change)
                .build();
        cloud.run(() -> operations.putMetricAlarm(cloud.call("monitoring", "PutMetricAlarm"), request));
    }

    private void delete(String name) {
        cloud.run(() -> operations.deleteAlarms(
                cloud.call("monitoring", "DeleteAlarms"),
                DeleteAlarmsRequest.builder().alarmNames(name).build()));
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void passTenSeconds() {
        cloud.advance(Duration.ofSeconds(10));
        evaluate();
    }

    private static void evaluate() {
        cloud.bean(AlarmEvaluation.class).advance(KEY.work());
        cloud.bean(AlarmActions.class).advance(KEY.work());
    }

    private static StateValue state() {
        return alarm().stateValue();
    }

    private static MetricAlarm alarm() {
        return describe(b -> b.alarmNames("high")).metricAlarms().getFirst();
    }

    private static DescribeAlarmsResponse describe(Consumer<DescribeAlarmsRequest.Builder> request) {
        return cloud.bean(AlarmQueryOperations.class)
                .describeAlarms(
                        cloud.call("monitoring", "DescribeAlarms"),
                        DescribeAlarmsRequest.builder().applyMutation(request).build());
    }

    private static List<String> names(DescribeAlarmsResponse response) {
        return response.metricAlarms().stream().map(MetricAlarm::alarmName).toList();
    }

    private static List<AlarmHistoryItem> history(HistoryItemType type) {
        return cloud.bean(AlarmQueryOperations.class)
                .describeAlarmHistory(
                        cloud.call("monitoring", "DescribeAlarmHistory"),
                        DescribeAlarmHistoryRequest.builder()
                                .historyItemType(type)
                                .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                                .build())
                .alarmHistoryItems();
    }
}
