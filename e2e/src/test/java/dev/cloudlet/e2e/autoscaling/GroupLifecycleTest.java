package dev.cloudlet.e2e.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.e2e.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** What becomes of the instances of a group, from their launch to their end. */
final class GroupLifecycleTest {
    private static final Cloud CLOUD = Cloud.shared();

    private static LifecycleHookSpecification hook(String name, String transition) {
        return LifecycleHookSpecification.builder()
                .lifecycleHookName(name)
                .lifecycleTransition("autoscaling:EC2_INSTANCE_" + transition)
                .heartbeatTimeout(600)
                .defaultResult("ABANDON")
                .build();
    }

    private static void complete(TestGroup group, String hook, String instance, String result) {
        group.scaling.completeLifecycleAction(r -> r.autoScalingGroupName(group.name)
                .lifecycleHookName(hook)
                .instanceId(instance)
                .lifecycleActionResult(result));
    }

    @Test
    void hooksHoldInstancesAndDecide() {
        try (TestGroup group = new TestGroup(
                CLOUD,
                1,
                r -> r.lifecycleHookSpecificationList(hook("up", "LAUNCHING"), hook("down", "TERMINATING")))) {
            String abandoned = group.awaitOne("Pending:Wait");
            assertThatThrownBy(() -> complete(group, "down", abandoned, "CONTINUE"))
                    .isInstanceOf(AutoScalingException.class)
                    .hasMessageContaining("No active Lifecycle Action found with instance ID " + abandoned);
            group.scaling.recordLifecycleActionHeartbeat(r ->
                    r.autoScalingGroupName(group.name).lifecycleHookName("up").instanceId(abandoned));

            complete(group, "up", abandoned, "ABANDON");
            assertThat(group.awaitOne("Terminating:Wait")).isEqualTo(abandoned);
            complete(group, "down", abandoned, "CONTINUE");

            String second = group.await(all -> all.size() == 1
                            && "Pending:Wait".equals(all.getFirst().lifecycleStateAsString()))
                    .getFirst()
                    .instanceId();
            assertThat(second).isNotEqualTo(abandoned);
            complete(group, "up", second, "CONTINUE");
            assertThat(group.awaitServing(1)).containsExactly(second);
            Activity launch = group.activities().getLast();
            assertThat(launch.statusCode()).isEqualTo(ScalingActivityStatusCode.CANCELLED);
            assertThat(launch.statusMessage())
                    .startsWith("Instance failed to complete user's Lifecycle Action: Lifecycle Action with token ")
                    .endsWith(" was abandoned: Lifecycle Action Completed with ABANDON Result");
            assertThat(launch.description())
                    .isEqualTo("Launching a new EC2 instance: " + abandoned + ".  Status Reason: "
                            + launch.statusMessage());

            // Deleted by force, a group does not wait for hooks.
            group.delete();
            TestGroup.awaitility().until(group::isGone);
        }
    }

    @Test
    void standbyLeavesTheGroupSmallerUntilItReturns() {
        try (TestGroup group = new TestGroup(CLOUD, 1, r -> r.minSize(1))) {
            List<String> ids = List.copyOf(group.awaitServing(1));
            assertThatThrownBy(() -> group.scaling.enterStandby(r ->
                            r.autoScalingGroupName(group.name).instanceIds(ids).shouldDecrementDesiredCapacity(true)))
                    .isInstanceOf(AutoScalingException.class)
                    .hasMessageContaining("min-size=1, max-size=4, and desired-size=1");
            group.scaling.updateAutoScalingGroup(
                    r -> r.autoScalingGroupName(group.name).minSize(0));

            Activity out = group.scaling
                    .enterStandby(r ->
                            r.autoScalingGroupName(group.name).instanceIds(ids).shouldDecrementDesiredCapacity(true))
                    .activities()
                    .getFirst();
            assertThat(out.description()).isEqualTo("Moving EC2 instance to Standby: " + ids.getFirst());
            assertThat(out.cause())
                    .endsWith(
                            " was moved to standby in response to a user request, shrinking the capacity from 1 to 0.");
            assertThat(group.awaitOne("Standby")).isEqualTo(ids.getFirst());

            Activity in = group.scaling
                    .exitStandby(r -> r.autoScalingGroupName(group.name).instanceIds(ids))
                    .activities()
                    .getFirst();
            assertThat(in.statusCode()).isEqualTo(ScalingActivityStatusCode.PRE_IN_SERVICE);
            assertThat(in.cause()).endsWith(", increasing the capacity from 0 to 1.");
            assertThat(group.awaitServing(1)).containsExactlyElementsOf(ids);
        }
    }

    @Test
    void whatIsProtectedStaysAndWhatIsUnhealthyGoes() {
        try (TestGroup group = new TestGroup(CLOUD, 1, r -> r.healthCheckGracePeriod(3600))) {
            String id = group.awaitServing(1).iterator().next();
            group.scaling.setInstanceProtection(
                    r -> r.autoScalingGroupName(group.name).instanceIds(id).protectedFromScaleIn(true));
            group.scaling.setDesiredCapacity(
                    r -> r.autoScalingGroupName(group.name).desiredCapacity(0));
            TestGroup.awaitility()
                    .until(
                            () -> group.activities().getFirst().description(),
                            words -> words.equals(
                                    "Could not scale to desired capacity because all remaining instances are protected from scale-in."));
            assertThat(group.awaitServing(1)).containsExactly(id);
            group.scaling.setDesiredCapacity(
                    r -> r.autoScalingGroupName(group.name).desiredCapacity(1));

            // Within the grace period an instance is not called unhealthy, unless the caller insists.
            group.scaling.setInstanceHealth(r -> r.instanceId(id).healthStatus("Unhealthy"));
            assertThat(group.instances().getFirst().healthStatus()).isEqualTo("Healthy");
            group.scaling.setInstanceHealth(
                    r -> r.instanceId(id).healthStatus("Unhealthy").shouldRespectGracePeriod(false));
            group.await(all -> all.size() == 1
                    && !all.getFirst().instanceId().equals(id)
                    && "InService".equals(all.getFirst().lifecycleStateAsString()));
            assertThat(group.activities())
                    .extracting(Activity::cause)
                    .anyMatch(cause -> cause.endsWith(
                            " an instance was taken out of service in response to a user health-check."));
        }
    }

    @Test
    void aRefreshReplacesTheInstances() {
        try (TestGroup group = new TestGroup(CLOUD, 1, r -> {})) {
            String before = group.awaitServing(1).iterator().next();
            String id = group.scaling
                    .startInstanceRefresh(
                            r -> r.autoScalingGroupName(group.name).preferences(p -> p.instanceWarmup(0)))
                    .instanceRefreshId();
            InstanceRefresh refresh = TestGroup.awaitility()
                    .until(
                            () -> group.scaling
                                    .describeInstanceRefreshes(r ->
                                            r.autoScalingGroupName(group.name).instanceRefreshIds(id))
                                    .instanceRefreshes()
                                    .getFirst(),
                            each -> each.endTime() != null);
            assertThat(refresh.status()).isEqualTo(InstanceRefreshStatus.SUCCESSFUL);
            assertThat(refresh.percentageComplete()).isEqualTo(100);
            assertThat(group.awaitServing(1)).doesNotContain(before);
            assertThat(group.activities())
                    .extracting(Activity::cause)
                    .anyMatch(cause -> cause.endsWith(
                            " an instance was taken out of service in response to an instance refresh."));
        }
    }

    @Test
    void aScheduledActionChangesTheGroupWhenItsTimeComes() {
        try (TestGroup group = new TestGroup(CLOUD, 0, r -> {})) {
            group.scaling.putScheduledUpdateGroupAction(r -> r.autoScalingGroupName(group.name)
                    .scheduledActionName("soon")
                    .startTime(Instant.now().plus(Duration.ofSeconds(2)))
                    .minSize(1)
                    .maxSize(2));
            group.awaitServing(1);
            assertThat(group.activities().getLast().cause())
                    .contains(
                            "a scheduled action update of AutoScalingGroup constraints to min: 1, max: 2, desired: 1 changing the desired capacity from 0 to 1");
            assertThat(group.scaling
                            .describeScheduledActions(r -> r.autoScalingGroupName(group.name))
                            .scheduledUpdateGroupActions())
                    .isEmpty();
        }
    }
}
