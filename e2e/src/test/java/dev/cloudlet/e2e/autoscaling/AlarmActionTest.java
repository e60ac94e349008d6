package dev.cloudlet.e2e.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.e2e.Cloud;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** What alarms do with groups and with instances. */
final class AlarmActionTest {
    private static final Cloud CLOUD = Cloud.shared();

    private final CloudWatchClient cloudwatch = CLOUD.client(CloudWatchClient.builder());

    /** An alarm over a day, that only a test puts into a state. */
    private void alarm(String name, String metric, List<Dimension> dimensions, String action) {
        cloudwatch.putMetricAlarm(r -> r.alarmName(name)
                .namespace("AWS/EC2")
                .metricName(metric)
                .dimensions(dimensions)
                .statistic(Statistic.MAXIMUM)
                .period(86_400)
                .evaluationPeriods(1)
                .threshold(50.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData("ignore")
                .alarmActions(action));
    }

    private void raise(String name, String data) {
        cloudwatch.setAlarmState(r -> r.alarmName(name)
                .stateValue(StateValue.OK)
                .stateReason("a test")
                .stateReasonData(data));
        cloudwatch.setAlarmState(r -> r.alarmName(name)
                .stateValue(StateValue.ALARM)
                .stateReason("a test")
                .stateReasonData(data));
    }

    /** The last thing that the alarm has done, as its history has it. */
    private String done(String name) {
        return TestGroup.awaitility()
                .until(
                        () -> cloudwatch
                                .describeAlarmHistory(r -> r.alarmName(name).historyItemType(HistoryItemType.ACTION))
                                .alarmHistoryItems(),
                        items -> !items.isEmpty())
                .stream()
                .map(AlarmHistoryItem::historySummary)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStepIsChosenByHowFarTheMetricIsBeyondTheThreshold() {
        try (TestGroup group = new TestGroup(CLOUD, 0, r -> {})) {
            StepAdjustment little = StepAdjustment.builder()
                    .metricIntervalLowerBound(0.0)
                    .metricIntervalUpperBound(10.0)
                    .scalingAdjustment(1)
                    .build();
            StepAdjustment much = StepAdjustment.builder()
                    .metricIntervalLowerBound(10.0)
                    .scalingAdjustment(2)
                    .build();
            String policy = group.scaling
                    .putScalingPolicy(r -> r.autoScalingGroupName(group.name)
                            .policyName("by-steps")
                            .policyType("StepScaling")
                            .adjustmentType("ChangeInCapacity")
                            .stepAdjustments(little, much))
                    .policyARN();
            alarm(group.name, "CPUUtilization", List.of(), policy);

            raise(group.name, "{\"recentDatapoints\":[70.0]}");

            group.awaitServing(2);
            assertThat(group.activities().getLast().cause())
                    .contains("a monitor alarm " + group.name
                            + " in state ALARM triggered policy by-steps changing the desired capacity from 0 to 2.");

            // The two are still warming up: a step of one is part of them, a step of two as well.
            raise(group.name, "{\"recentDatapoints\":[55.0]}");
            assertThat(done(group.name)).isEqualTo("Successfully executed action " + policy);
            assertThat(group.awaitServing(2)).hasSize(2);
            cloudwatch.deleteAlarms(r -> r.alarmNames(group.name));
        }
    }

    @Test
    void instancesAreRebootedStoppedAndTerminated() {
        String ec2 = "arn:aws:automate:us-east-1:ec2:";
        try (TestGroup group = new TestGroup(CLOUD, 1, r -> {})) {
            String id = group.awaitServing(1).iterator().next();
            group.scaling.suspendProcesses(r -> r.autoScalingGroupName(group.name));
            List<Dimension> ofInstance =
                    List.of(Dimension.builder().name("InstanceId").value(id).build());
            assertThatThrownBy(() -> alarm(group.name, "CPUUtilization", List.of(), ec2 + "stop"))
                    .isInstanceOf(CloudWatchException.class)
                    .hasMessageContaining("An EC2 action can only be used if the alarm is monitoring an EC2 instance.");
            assertThatThrownBy(() -> alarm(group.name, "CPUUtilization", ofInstance, ec2 + "recover"))
                    .isInstanceOf(CloudWatchException.class)
                    .hasMessageContaining("Invalid use of EC2 'Recover' action.");
            for (String action : List.of("recover", "reboot", "stop", "terminate")) {
                alarm(group.name + action, "StatusCheckFailed_System", ofInstance, ec2 + action);
            }

            for (String action : List.of("recover", "reboot", "stop")) {
                raise(group.name + action, "");
                assertThat(done(group.name + action)).isEqualTo("Successfully executed action " + ec2 + action);
            }
            TestGroup.awaitility().until(() -> state(group, id), "stopped"::equals);
            group.ec2.modifyInstanceAttribute(r -> r.instanceId(id).disableApiTermination(v -> v.value(true)));
            raise(group.name + "terminate", "");
            assertThat(done(group.name + "terminate"))
                    .startsWith("Failed to execute action " + ec2 + "terminate")
                    .contains("OperationNotPermitted");
            group.ec2.modifyInstanceAttribute(r -> r.instanceId(id).disableApiTermination(v -> v.value(false)));
            raise(group.name + "terminate", "");
            TestGroup.awaitility().until(() -> state(group, id), "terminated"::equals);
            cloudwatch.deleteAlarms(r -> r.alarmNames(
                    group.name + "recover", group.name + "reboot", group.name + "stop", group.name + "terminate"));
        }
    }

    private static String state(TestGroup group, String id) {
        return group.ec2
                .describeInstances(r -> r.instanceIds(id))
                .reservations()
                .getFirst()
                .instances()
                .getFirst()
                .state()
                .nameAsString();
    }
}
