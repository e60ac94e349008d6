package dev.cloudlet.compute.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.compute.testing.ComputeFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;

/** What becomes of an instance when nobody answers to a hook. */
final class HookTimeoutTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private final Scaling web = new Scaling(compute, "web");

    private void create(String transition, String defaultResult) {
        LifecycleHookSpecification hook = LifecycleHookSpecification.builder()
                .lifecycleHookName("hook")
                .lifecycleTransition(transition)
                .heartbeatTimeout((int) TIMEOUT.toSeconds())
                .defaultResult(defaultResult)
                .build();
        web.create(group -> group.desiredCapacity(1).lifecycleHookSpecificationList(hook));
        web.steps(3);
    }

    private void desireNone() {
        compute.ask(
                SetDesiredCapacityRequest.builder()
                        .autoScalingGroupName("web")
                        .desiredCapacity(0)
                        .build(),
                SetDesiredCapacityResponse.class);
        web.steps(3);
    }

    private List<String> launches() {
        return compute
                .ask(
                        DescribeScalingActivitiesRequest.builder()
                                .autoScalingGroupName("web")
                                .build(),
                        DescribeScalingActivitiesResponse.class)
                .activities()
                .stream()
                .filter(each -> each.description().startsWith("Launching"))
                .map(each -> each.statusCodeAsString() + " " + each.statusMessage())
                .toList();
    }

    @Test
    void aLaunchIsAbandoned() {
        create(Hooks.LAUNCHING, Hooks.ABANDON);
        String id = web.members().getFirst().id();
        compute.advance(TIMEOUT.minus(MOMENT));
        web.steps(2);
        assertThat(web.phases()).containsExactly(Phase.PENDING_WAIT);

        compute.advance(MOMENT);
        web.steps(6);
        assertThat(web.members()).extracting(Member::id).doesNotContain(id);
        assertThat(launches().getLast())
                .startsWith(
                        "Cancelled Instance failed to complete user's Lifecycle Action: Lifecycle Action with token ")
                .endsWith(" was abandoned: Heartbeat Timeout");
    }

    @Test
    void aLaunchGoesOn() {
        create(Hooks.LAUNCHING, Hooks.CONTINUE);
        String id = web.members().getFirst().id();
        compute.advance(TIMEOUT);
        web.steps(2);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
        assertThat(web.members()).extracting(Member::id).containsExactly(id);
        assertThat(launches()).singleElement().asString().startsWith("Successful");
    }

    @Test
    void anEndComesWhateverTheDefaultIs() {
        for (String result : List.of(Hooks.ABANDON, Hooks.CONTINUE)) {
            Scaling group = new Scaling(compute, "group-" + result);
            LifecycleHookSpecification hook = LifecycleHookSpecification.builder()
                    .lifecycleHookName("hook")
                    .lifecycleTransition(Hooks.TERMINATING)
                    .heartbeatTimeout((int) TIMEOUT.toSeconds())
                    .defaultResult(result)
                    .build();
            group.create(wanted -> wanted.desiredCapacity(1).lifecycleHookSpecificationList(hook));
            group.steps(3);
            compute.ask(
                    SetDesiredCapacityRequest.builder()
                            .autoScalingGroupName(group.group())
                            .desiredCapacity(0)
                            .build(),
                    SetDesiredCapacityResponse.class);
            group.steps(3);
            assertThat(group.phases()).containsExactly(Phase.TERMINATING_WAIT);
            compute.advance(TIMEOUT);
            group.steps(3);
            assertThat(group.members()).isEmpty();
        }
    }

    @Test
    void aHeartbeatGivesTheWholeTimeAgain() {
        create(Hooks.TERMINATING, Hooks.CONTINUE);
        desireNone();
        compute.advance(TIMEOUT.minus(MOMENT));
        compute.ask(
                RecordLifecycleActionHeartbeatRequest.builder()
                        .autoScalingGroupName("web")
                        .lifecycleHookName("hook")
                        .instanceId(web.members().getFirst().id())
                        .build(),
                RecordLifecycleActionHeartbeatResponse.class);
        compute.advance(TIMEOUT.minus(MOMENT));
        web.steps(2);
        assertThat(web.phases()).containsExactly(Phase.TERMINATING_WAIT);
        compute.advance(MOMENT);
        web.steps(3);
        assertThat(web.members()).isEmpty();
    }

    @Test
    void theTimeRunsWhileTheCloudIsDown() {
        create(Hooks.LAUNCHING, Hooks.CONTINUE);
        String id = web.members().getFirst().id();
        Hooks.Waiting before = compute.bean(Hooks.class).waiting(id).getFirst();

        // It comes up again: every group and every instance is looked at, the hook is asked for once more.
        compute.advance(TIMEOUT.minus(MOMENT));
        compute.bean(AutoScalingStart.class).start();
        compute.run(() -> compute.bean(Hooks.class).begin(web.key(), id, Hooks.LAUNCHING));
        web.steps(2);
        assertThat(compute.bean(Hooks.class).waiting(id)).containsExactly(before);

        compute.advance(MOMENT);
        web.steps(2);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
    }
}
