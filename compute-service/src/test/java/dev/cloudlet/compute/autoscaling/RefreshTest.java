package dev.cloudlet.compute.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.compute.testing.ComputeFixture;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionResponse;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;

/** How an instance refresh replaces what a group has. */
final class RefreshTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private final Scaling web = new Scaling(compute, "web");

    /** Brings so many into service, and lets a minute pass: their ids. */
    private List<String> serve(int desired) {
        web.create(group -> group.desiredCapacity(desired));
        web.steps(3);
        compute.advance(Duration.ofMinutes(1));
        return ids();
    }

    private List<String> ids() {
        return web.members().stream().map(Member::id).toList();
    }

    private static StartInstanceRefreshRequest.Builder wanted(UnaryOperator<RefreshPreferences.Builder> preferences) {
        return StartInstanceRefreshRequest.builder()
                .autoScalingGroupName("web")
                .preferences(preferences.apply(RefreshPreferences.builder()).build());
    }

    private void start(StartInstanceRefreshRequest.Builder request) {
        compute.ask(request.build(), StartInstanceRefreshResponse.class);
    }

    private InstanceRefresh described() {
        return compute.ask(
                        DescribeInstanceRefreshesRequest.builder()
                                .autoScalingGroupName("web")
                                .build(),
                        DescribeInstanceRefreshesResponse.class)
                .instanceRefreshes()
                .getFirst();
    }

    private void assertProgress(String status, int percent, int left) {
        assertThat(described().statusAsString()).isEqualTo(status);
        assertThat(described().percentageComplete()).isEqualTo(percent);
        assertThat(described().instancesToUpdate()).isEqualTo(left);
    }

    private long serving() {
        return web.phases().stream().filter(each -> each == Phase.IN_SERVICE).count();
    }

    private void newVersion() {
        compute.ask(
                CreateLaunchTemplateVersionRequest.builder()
                        .launchTemplateName("web")
                        .sourceVersion("1")
                        .launchTemplateData(d -> d.instanceType("t3.small"))
                        .build(),
                CreateLaunchTemplateVersionResponse.class);
    }

    private void cancel(boolean wait) {
        compute.ask(
                CancelInstanceRefreshRequest.builder()
                        .autoScalingGroupName("web")
                        .waitForTransitioningInstances(wait)
                        .build(),
                CancelInstanceRefreshResponse.class);
    }

    @Test
    void replacesOneAfterTheOther() {
        List<String> before = serve(3);
        start(wanted(p -> p));
        assertThat(described().statusAsString()).isEqualTo("Pending");
        assertThat(described().preferences().minHealthyPercentage()).isEqualTo(90);
        for (int step = 0; step < 30 && described().endTime() == null; step++) {
            web.steps(1);
            assertThat(serving()).isGreaterThanOrEqualTo(2);
        }
        assertProgress("Successful", 100, 0);
        web.steps(3);
        assertThat(ids()).hasSize(3).doesNotContainAnyElementsOf(before);
    }

    @Test
    void waitsUntilTheNewOnesAreWarm() {
        serve(2);
        start(wanted(p -> p.instanceWarmup(300)));
        web.steps(8);
        assertThat(serving()).isEqualTo(2);
        assertProgress("InProgress", 0, 2);
        assertThat(described().statusReason())
                .isEqualTo("Waiting for instances to warm up before continuing. For example: "
                        + web.members().getLast().id() + " is warming up.");
        compute.advance(Duration.ofMinutes(5));
        web.steps(8);
        assertProgress("InProgress", 50, 1);
        compute.advance(Duration.ofMinutes(5));
        web.steps(1);
        assertProgress("Successful", 100, 0);
    }

    @Test
    void takesAsManyAtOnceAsMayBeMissing() {
        List<String> before = serve(4);
        start(wanted(p -> p.minHealthyPercentage(50).instanceWarmup(60)));
        web.steps(6);
        assertThat(ids()).hasSize(4).filteredOn(before::contains).hasSize(2);
        compute.advance(Duration.ofMinutes(1));
        web.steps(6);
        assertThat(ids()).hasSize(4).doesNotContainAnyElementsOf(before);
    }

    @Test
    void leavesAloneWhatMatches() {
        List<String> before = serve(2);
        start(wanted(p -> p.skipMatching(true)));
        web.steps(1);
        assertProgress("Successful", 100, 0);
        assertThat(ids()).isEqualTo(before);
    }

    @Test
    void theGroupTakesTheWantedTemplateWhenAllHaveIt() {
        List<String> before = serve(2);
        newVersion();
        start(wanted(p -> p.skipMatching(true))
                .desiredConfiguration(
                        d -> d.launchTemplate(t -> t.launchTemplateName("web").version("2"))));
        web.steps(2);
        assertThat(web.members()).extracting(Member::type).contains("t3.small");
        assertThat(web.described().launchTemplate().version()).isNotEqualTo("2");
        web.steps(8);
        assertProgress("Successful", 100, 0);
        assertThat(ids()).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(web.members()).extracting(Member::type).containsOnly("t3.small");
        assertThat(web.described().launchTemplate().version()).isEqualTo("2");
    }

    @Test
    void isCancelledOnceNothingIsUnderWay() {
        List<String> before = serve(2);
        newVersion();
        start(wanted(p -> p.instanceWarmup(600))
                .desiredConfiguration(
                        d -> d.launchTemplate(t -> t.launchTemplateName("web").version("2"))));
        web.steps(2);
        cancel(true);
        web.steps(4);
        assertThat(described().statusAsString()).isEqualTo("Cancelling");
        assertThat(compute.refusal(wanted(p -> p).build()))
                .isEqualTo(
                        "InstanceRefreshInProgress: An Instance Refresh is already in progress and blocks the execution"
                                + " of this Instance Refresh.");
        compute.advance(Duration.ofMinutes(10));
        web.steps(4);
        assertThat(described().statusAsString()).isEqualTo("Cancelled");
        assertThat(described().statusReason()).isEqualTo("Cancelled due to user request.");
        assertThat(ids()).hasSize(2).filteredOn(before::contains).hasSize(1);
        assertThat(web.described().launchTemplate().version()).isNotEqualTo("2");
        assertThat(compute.refusal(CancelInstanceRefreshRequest.builder()
                        .autoScalingGroupName("web")
                        .build()))
                .isEqualTo("ActiveInstanceRefreshNotFound: No in progress or pending Instance Refresh found for Auto"
                        + " Scaling group web");
    }

    @Test
    void isCancelledAtOnceIfNobodyWaits() {
        serve(1);
        start(wanted(p -> p));
        cancel(false);
        assertThat(described().statusAsString()).isEqualTo("Cancelled");
        assertThat(described().endTime()).isEqualTo(compute.now());
    }

    @Test
    void waitsAnHourForProtectionToBeTakenAway() {
        List<String> ids = serve(2);
        protect(ids);
        start(wanted(p -> p));
        web.steps(2);
        assertThat(described().statusReason())
                .isEqualTo("Waiting for instance " + ids.getFirst() + " to lose its scale-in protection.");
        compute.advance(Duration.ofMinutes(59));
        web.steps(1);
        assertProgress("InProgress", 0, 2);
        compute.advance(Duration.ofMinutes(1));
        web.steps(1);
        assertProgress("Failed", 0, 2);
        assertThat(this.ids()).isEqualTo(ids);
    }

    private void protect(List<String> ids) {
        compute.ask(
                SetInstanceProtectionRequest.builder()
                        .autoScalingGroupName("web")
                        .instanceIds(ids)
                        .protectedFromScaleIn(true)
                        .build(),
                SetInstanceProtectionResponse.class);
    }

    @Test
    void ignoresOrTakesWhatIsSetApartIfTold() {
        List<String> ids = serve(3);
        protect(ids.subList(0, 1));
        compute.ask(
                EnterStandbyRequest.builder()
                        .autoScalingGroupName("web")
                        .instanceIds(ids.get(1))
                        .shouldDecrementDesiredCapacity(true)
                        .build(),
                EnterStandbyResponse.class);
        web.steps(2);
        start(wanted(p -> p.scaleInProtectedInstances("Ignore").standbyInstances("Terminate")));
        web.steps(12);
        assertProgress("Successful", 100, 0);
        assertThat(ids()).hasSize(2).contains(ids.getFirst()).doesNotContain(ids.get(1), ids.get(2));
    }

    @Test
    void restsWhileItsProcessIsSuspended() {
        List<String> before = serve(2);
        compute.ask(
                SuspendProcessesRequest.builder()
                        .autoScalingGroupName("web")
                        .scalingProcesses("InstanceRefresh")
                        .build(),
                SuspendProcessesResponse.class);
        start(wanted(p -> p));
        web.steps(2);
        compute.advance(Duration.ofHours(2));
        web.steps(2);
        assertProgress("InProgress", 0, 2);
        assertThat(ids()).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNotThere() {
        serve(0);
        Stream.of(
                        wanted(p -> p.maxHealthyPercentage(120)),
                        wanted(p -> p.checkpointPercentages(50)),
                        wanted(p -> p.autoRollback(true)),
                        wanted(p -> p).strategy("ReplaceRootVolume"))
                .forEach(each -> assertThat(compute.refusal(each.build())).startsWith("NotImplemented: "));
        assertThat(compute.refusal(wanted(p -> p.standbyInstances("Refresh")).build()))
                .isEqualTo("ValidationError: StandbyInstances must be one of Ignore, Terminate and Wait: Refresh");
        assertThat(compute.refusal(DescribeInstanceRefreshesRequest.builder()
                        .autoScalingGroupName("nobody")
                        .build()))
                .startsWith("ValidationError: AutoScalingGroup name not found");
    }
}
