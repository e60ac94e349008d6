package dev.cloudlet.compute.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.compute.instance.Instances;
import dev.cloudlet.compute.testing.Balancing;
import dev.cloudlet.compute.testing.ComputeFixture;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Which instances a group takes for unhealthy, and when. */
final class ReplacementTest {
    private static final Duration GRACE = Duration.ofMinutes(5);

    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private final Scaling web = new Scaling(compute, "web");
    private final Balancing balancing = new Balancing(compute);

    /** Brings one instance into service: its id. */
    private String serve(UnaryOperator<CreateAutoScalingGroupRequest.Builder> more) {
        web.create(group -> more.apply(group.desiredCapacity(1).healthCheckGracePeriod((int) GRACE.toSeconds())));
        web.steps(3);
        return web.members().getFirst().id();
    }

    private String targetGroup() {
        return compute.ask(
                        balancing
                                .wantedGroup("web")
                                .targetType(TargetTypeEnum.INSTANCE)
                                .build(),
                        CreateTargetGroupResponse.class)
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private void failHealthChecks(String id) {
        int registered = compute.jdbc()
                .sql("UPDATE target SET state = 'UNHEALTHY' WHERE id = :id")
                .param("id", id)
                .update();
        assertThat(registered).isOne();
    }

    private void assertKept(String id) {
        web.steps(3);
        assertThat(web.members()).extracting(Member::id).containsExactly(id);
    }

    private void assertReplaced(String id, String cause) {
        web.steps(2);
        // Out of its target group as soon as nothing is under way, which is the load balancer's business.
        compute.jdbc()
                .sql("DELETE FROM target WHERE id = :id AND state = 'DRAINING'")
                .param("id", id)
                .update();
        web.steps(6);
        assertThat(web.phases()).containsExactly(Phase.IN_SERVICE);
        assertThat(web.members()).extracting(Member::id).doesNotContain(id);
        List<Activity> activities = compute.ask(
                        DescribeScalingActivitiesRequest.builder()
                                .autoScalingGroupName("web")
                                .build(),
                        DescribeScalingActivitiesResponse.class)
                .activities();
        assertThat(activities)
                .filteredOn(each -> each.description().equals("Terminating EC2 instance: " + id))
                .singleElement()
                .satisfies(each -> assertThat(each.cause()).endsWith(cause));
    }

    @Test
    void oneThatItsLoadBalancerFindsUnhealthyAfterItsGracePeriod() {
        String group = targetGroup();
        String id = serve(r -> r.healthCheckType("ELB").targetGroupARNs(group));
        failHealthChecks(id);
        compute.advance(GRACE.minusSeconds(1));
        assertKept(id);
        compute.advance(Duration.ofSeconds(1));
        assertReplaced(id, "in response to an ELB system health check failure.");
    }

    @Test
    void notOneThatALoadBalancerFindsUnhealthyIfTheGroupDoesNotAskIt() {
        String group = targetGroup();
        String id = serve(r -> r.targetGroupARNs(group));
        failHealthChecks(id);
        compute.advance(GRACE);
        assertKept(id);
    }

    @Test
    void oneWhoseStatusChecksFailAfterItsGracePeriod() {
        String id = serve(r -> r);
        compute.bean(Instances.class).checked(id, true);
        compute.advance(GRACE.minusSeconds(1));
        assertKept(id);
        compute.advance(Duration.ofSeconds(1));
        assertReplaced(id, "in response to an EC2 instance status checks failure.");
    }

    @Test
    void oneThatWasStoppedAtOnce() {
        String id = serve(r -> r);
        compute.ask(StopInstancesRequest.builder().instanceIds(id).build(), StopInstancesResponse.class);
        assertReplaced(id, "in response to an EC2 health check indicating it has been terminated or stopped.");
    }
}
