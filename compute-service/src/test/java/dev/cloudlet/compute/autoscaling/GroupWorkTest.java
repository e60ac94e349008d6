package dev.cloudlet.compute.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.compute.testing.ComputeFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

final class GroupWorkTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private final Scaling web = new Scaling(compute, "web");

    private void serve(int desired) {
        web.create(group -> group.desiredCapacity(desired));
        web.steps(3);
        assertThat(web.phases()).hasSize(desired).allMatch(each -> each == Phase.IN_SERVICE);
    }

    private void desire(int desired) {
        compute.ask(
                SetDesiredCapacityRequest.builder()
                        .autoScalingGroupName("web")
                        .desiredCapacity(desired)
                        .build(),
                SetDesiredCapacityResponse.class);
    }

    private List<Activity> activities() {
        return compute.ask(
                        DescribeScalingActivitiesRequest.builder()
                                .autoScalingGroupName("web")
                                .build(),
                        DescribeScalingActivitiesResponse.class)
                .activities();
    }

    @Test
    void launchesWhatIsWantedEvenlyOverItsZones() {
        serve(4);
        assertThat(web.members())
                .extracting(Member::zone)
                .containsExactlyInAnyOrder("us-east-1a", "us-east-1a", "us-east-1b", "us-east-1b");
        assertThat(activities()).hasSize(4).allSatisfy(each -> {
            assertThat(each.statusCodeAsString()).isEqualTo("Successful");
            assertThat(each.description()).startsWith("Launching a new EC2 instance: i-");
            assertThat(each.cause()).contains("changing the desired capacity from 0 to 4.");
        });
    }

    @Test
    void theWorkIsSafeToDoTwice() {
        serve(2);
        List<Member> before = web.members();
        web.steps(5);
        assertThat(web.members()).isEqualTo(before);
        assertThat(compute.machines().list()).hasSize(2);
    }

    @Test
    void shrinksInTheZoneWithTheMost() {
        serve(3);
        compute.advance(Duration.ofMinutes(1));
        desire(2);
        web.steps(4);
        assertThat(web.members()).extracting(Member::zone).containsExactlyInAnyOrder("us-east-1a", "us-east-1b");
        assertThat(activities().getFirst().description()).startsWith("Terminating EC2 instance: i-");
        assertThat(activities().getFirst().cause()).contains("shrinking the capacity from 3 to 2.");
    }

    @Test
    void replacesAnInstanceThatIsGone() {
        serve(2);
        String lost = web.members().getFirst().id();
        compute.ask(TerminateInstancesRequest.builder().instanceIds(lost).build(), TerminateInstancesResponse.class);
        web.steps(6);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE, Phase.IN_SERVICE);
        assertThat(web.members()).extracting(Member::id).doesNotContain(lost);
    }

    @Test
    void replacesAnInstanceThatAUserCallsUnhealthy() {
        serve(1);
        String ill = web.members().getFirst().id();
        compute.ask(
                SetInstanceHealthRequest.builder()
                        .instanceId(ill)
                        .healthStatus("Unhealthy")
                        .shouldRespectGracePeriod(false)
                        .build(),
                SetInstanceHealthResponse.class);
        web.steps(6);
        assertThat(web.members()).extracting(Member::id).hasSize(1).doesNotContain(ill);
    }

    @Test
    void aSuspendedProcessDoesNothing() {
        serve(1);
        suspend("Launch");
        desire(3);
        web.steps(3);
        assertThat(web.members()).hasSize(1);
        suspend("Terminate");
        desire(0);
        web.steps(3);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
    }

    private void suspend(String process) {
        compute.ask(
                SuspendProcessesRequest.builder()
                        .autoScalingGroupName("web")
                        .scalingProcesses(process)
                        .build(),
                SuspendProcessesResponse.class);
    }

    @Test
    void triesALaunchAgainLater() {
        compute.machines().fail("no room");
        web.create(group -> group.desiredCapacity(1));
        web.steps(4);
        assertThat(web.phases()).doesNotContain(Phase.IN_SERVICE);
        assertThat(activities())
                .anySatisfy(each -> assertThat(each.statusMessage()).contains("no room"));
    }

    @Test
    void keepsTheCapacityWhenAUserTerminatesOneUnlessTold() {
        serve(2);
        String first = web.members().getFirst().id();
        assertThat(compute.ask(
                                TerminateInstanceInAutoScalingGroupRequest.builder()
                                        .instanceId(first)
                                        .shouldDecrementDesiredCapacity(false)
                                        .build(),
                                TerminateInstanceInAutoScalingGroupResponse.class)
                        .activity()
                        .cause())
                .endsWith("keeping the capacity at the current 2.");
        web.steps(6);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE, Phase.IN_SERVICE);
        compute.ask(
                TerminateInstanceInAutoScalingGroupRequest.builder()
                        .instanceId(web.members().getFirst().id())
                        .shouldDecrementDesiredCapacity(true)
                        .build(),
                TerminateInstanceInAutoScalingGroupResponse.class);
        web.steps(6);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
        assertThat(web.described().desiredCapacity()).isEqualTo(1);
    }

    @Test
    void doesNotGoBelowItsSmallestSize() {
        web.create(group -> group.minSize(2));
        web.steps(3);
        String one = web.members().getFirst().id();
        assertThat(compute.refusal(TerminateInstanceInAutoScalingGroupRequest.builder()
                        .instanceId(one)
                        .shouldDecrementDesiredCapacity(true)
                        .build()))
                .startsWith("ValidationError: Currently, desiredSize equals minSize (2).");
        assertThat(compute.refusal(EnterStandbyRequest.builder()
                        .autoScalingGroupName("web")
                        .instanceIds(one)
                        .shouldDecrementDesiredCapacity(true)
                        .build()))
                .isEqualTo(
                        "ValidationError: AutoScalingGroup web has min-size=2, max-size=5, and desired-size=2. To place into standby 1 instance, please update the AutoScalingGroup sizes appropriately.");
        assertThat(compute.refusal(DetachInstancesRequest.builder()
                        .autoScalingGroupName("web")
                        .instanceIds(one, web.members().getLast().id())
                        .shouldDecrementDesiredCapacity(true)
                        .build()))
                .endsWith("To detach 2 instances, please update the AutoScalingGroup sizes appropriately.");
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE, Phase.IN_SERVICE);
    }

    @Test
    void anInstanceStandsByAndComesBack() {
        serve(1);
        String id = web.members().getFirst().id();
        compute.ask(
                EnterStandbyRequest.builder()
                        .autoScalingGroupName("web")
                        .instanceIds(id)
                        .shouldDecrementDesiredCapacity(true)
                        .build(),
                EnterStandbyResponse.class);
        assertThat(web.phases()).containsExactly(Phase.ENTERING_STANDBY);
        web.steps(1);
        assertThat(web.phases()).containsExactly(Phase.STANDBY);
        compute.ask(
                ExitStandbyRequest.builder()
                        .autoScalingGroupName("web")
                        .instanceIds(id)
                        .build(),
                ExitStandbyResponse.class);
        web.steps(2);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
        assertThat(web.described().desiredCapacity()).isEqualTo(1);
    }

    @Test
    void anInstanceThatStoppedOnItsWayIsReplaced() {
        web.create(group -> group.desiredCapacity(1));
        compute.work(GroupWork.NAME, web.key().text());
        String id = web.members().getFirst().id();
        compute.work("instance", id);
        compute.ask(StopInstancesRequest.builder().instanceIds(id).build(), StopInstancesResponse.class);
        web.steps(6);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
        assertThat(web.members()).extracting(Member::id).doesNotContain(id);
    }

    @Test
    void aDetachedInstanceLivesOn() {
        serve(2);
        String id = web.members().getFirst().id();
        compute.ask(
                DetachInstancesRequest.builder()
                        .autoScalingGroupName("web")
                        .instanceIds(id)
                        .shouldDecrementDesiredCapacity(true)
                        .build(),
                DetachInstancesResponse.class);
        web.steps(2);
        assertThat(web.members()).extracting(Member::id).hasSize(1).doesNotContain(id);
        assertThat(compute.machines().find(id)).isPresent();
    }

    @Test
    void sizesMoveTheDesiredCapacityWithThem() {
        serve(2);
        update(UpdateAutoScalingGroupRequest.builder().minSize(3));
        assertThat(web.described().desiredCapacity()).isEqualTo(3);
        update(UpdateAutoScalingGroupRequest.builder().minSize(0).maxSize(1));
        assertThat(web.described().desiredCapacity()).isEqualTo(1);
        assertThat(compute.refusal(UpdateAutoScalingGroupRequest.builder()
                        .autoScalingGroupName("web")
                        .desiredCapacity(2)
                        .build()))
                .isEqualTo(
                        "ValidationError: Desired capacity:2 must be between the specified min size:0 and max size:1");
        assertThat(compute.refusal(UpdateAutoScalingGroupRequest.builder()
                        .autoScalingGroupName("web")
                        .minSize(2)
                        .build()))
                .isEqualTo("ValidationError: Max bound, 1, must be greater than or equal to min bound, 2");
    }

    private void update(UpdateAutoScalingGroupRequest.Builder request) {
        compute.ask(request.autoScalingGroupName("web").build(), UpdateAutoScalingGroupResponse.class);
    }

    @Test
    void aDesiredCapacityIsWithinTheSizes() {
        serve(1);
        assertThat(compute.refusal(SetDesiredCapacityRequest.builder()
                        .autoScalingGroupName("web")
                        .desiredCapacity(6)
                        .build()))
                .isEqualTo(
                        "ValidationError: New SetDesiredCapacity value 6 is above max value 5 for the AutoScalingGroup.");
        assertThat(compute.refusal(SetDesiredCapacityRequest.builder()
                        .autoScalingGroupName("web")
                        .desiredCapacity(-1)
                        .build()))
                .isEqualTo(
                        "ValidationError: New SetDesiredCapacity value -1 is below min value 0 for the AutoScalingGroup.");
        assertThat(compute.refusal(SetDesiredCapacityRequest.builder()
                        .autoScalingGroupName("nobody")
                        .desiredCapacity(1)
                        .build()))
                .isEqualTo("ValidationError: AutoScalingGroup name not found - AutoScalingGroup 'nobody' not found");
    }

    @Test
    void goesOnlyWhenItIsEmptyOrForced() {
        serve(1);
        DeleteAutoScalingGroupRequest delete = DeleteAutoScalingGroupRequest.builder()
                .autoScalingGroupName("web")
                .build();
        assertThat(compute.refusal(delete))
                .isEqualTo(
                        "ResourceInUse: You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.");
        compute.ask(delete.toBuilder().forceDelete(true).build(), DeleteAutoScalingGroupResponse.class);
        assertThat(web.described().status()).isEqualTo("Delete in progress");
        web.steps(6);
        assertThat(compute.bean(ScalingGroups.class).find(web.key())).isEmpty();
        assertThat(compute.machines().list()).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        serve(0);
        assertThat(compute.refusal(web.wanted().build())).startsWith("AlreadyExists: AutoScalingGroup by this name");
    }
}
