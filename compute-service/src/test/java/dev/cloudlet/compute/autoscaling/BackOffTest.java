package dev.cloudlet.compute.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.compute.testing.ComputeFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** A group whose launches fail tries less and less often. */
final class BackOffTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private final Scaling web = new Scaling(compute, "web");

    private List<Activity> activities() {
        return compute.ask(
                        DescribeScalingActivitiesRequest.builder()
                                .autoScalingGroupName("web")
                                .build(),
                        DescribeScalingActivitiesResponse.class)
                .activities();
    }

    private long launches() {
        return activities().stream()
                .filter(each -> each.description().startsWith("Launching"))
                .count();
    }

    private void failFromTheStart(int desired) {
        compute.machines().fail("no room");
        web.create(group -> group.desiredCapacity(desired));
        web.steps(5);
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToFiveMinutes() {
        failFromTheStart(1);
        List<Long> waits = new ArrayList<>();
        for (int round = 0; round < 7; round++) {
            long before = launches();
            long waited = 0;
            while (launches() == before) {
                compute.advance(Duration.ofSeconds(10));
                waited += 10;
                web.steps(1);
            }
            waits.add(waited);
            web.steps(4);
        }
        assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void launchesThatFailTogetherAreOneRound() {
        failFromTheStart(4);
        assertThat(launches()).isEqualTo(4);
        assertThat(web.found().launchFailures())
                .contains(new LaunchFailures(1, compute.now(), compute.now().plusSeconds(10)));
    }

    @Test
    void whatEc2RefusesCountsAsWell() {
        web.create(group -> group.desiredCapacity(1));
        compute.ask(
                DeleteLaunchTemplateRequest.builder().launchTemplateName("web").build(),
                DeleteLaunchTemplateResponse.class);
        web.steps(5);
        assertThat(launches()).isOne();
        compute.advance(Duration.ofSeconds(10));
        web.steps(5);
        assertThat(launches()).isEqualTo(2);
        assertThat(web.found().launchFailures().orElseThrow().rounds()).isEqualTo(2);
    }

    @Test
    void whatAUserTerminatesOnItsWayIsReplacedAtOnce() {
        web.create(group -> group.desiredCapacity(1));
        compute.work(GroupWork.NAME, web.key().text());
        String id = web.members().getFirst().id();
        compute.ask(TerminateInstancesRequest.builder().instanceIds(id).build(), TerminateInstancesResponse.class);
        web.steps(6);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
    }

    @Test
    void isForgottenOnceOneServes() {
        failFromTheStart(1);
        compute.machines().recover();
        compute.advance(Duration.ofSeconds(10));
        web.steps(3);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
        assertThat(web.found().launchFailures()).isEmpty();
    }

    @Test
    void whoChangesTheGroupDoesNotWait() {
        failFromTheStart(1);
        compute.machines().recover();
        compute.ask(
                UpdateAutoScalingGroupRequest.builder()
                        .autoScalingGroupName("web")
                        .maxSize(3)
                        .build(),
                UpdateAutoScalingGroupResponse.class);
        web.steps(3);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
    }

    @Test
    void isSuspendedAfterADayInVain() {
        failFromTheStart(1);
        compute.advance(Duration.ofHours(24));
        web.steps(5);
        assertThat(web.described().suspendedProcesses()).singleElement().satisfies(each -> {
            assertThat(each.processName()).isEqualTo("Launch");
            assertThat(each.suspensionReason())
                    .isEqualTo("Administrative suspension at 2026-11-21T12:00:00Z:"
                            + " no instance could be launched since 2026-11-20T12:00:00Z");
        });
        assertThat(activities()).anySatisfy(each -> {
            assertThat(each.description()).isEqualTo("Suspending process Launch of AutoScalingGroup: web");
            assertThat(each.cause()).contains("because no instance could be launched since 2026-11-20T12:00:00Z.");
        });
        long before = launches();
        compute.advance(Duration.ofHours(1));
        web.steps(3);
        assertThat(launches()).isEqualTo(before);

        compute.machines().recover();
        compute.ask(
                ResumeProcessesRequest.builder().autoScalingGroupName("web").build(), ResumeProcessesResponse.class);
        web.steps(3);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
    }
}
