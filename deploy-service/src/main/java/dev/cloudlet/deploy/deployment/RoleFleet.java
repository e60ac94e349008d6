package dev.cloudlet.deploy.deployment;

import dev.cloudlet.kit.role.RoleClients;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.codedeploy.model.AutoScalingGroup;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.EC2TagFilter;
import software.amazon.awssdk.services.codedeploy.model.EC2TagFilterType;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupInfo;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

@Component
class RoleFleet implements Fleet {
    private final RoleClients clients;

    RoleFleet(RoleClients clients) {
        this.clients = clients;
    }

    @Override
    public Set<String> instances(DeploymentRow row, DeploymentGroupInfo group) {
        Set<String> found = new LinkedHashSet<>();
        scaled(row.account(), row.region(), group).stream()
                .filter(each -> !each.waiting())
                .forEach(each -> found.add(each.id()));
        List<List<EC2TagFilter>> tags = new ArrayList<>();
        if (group.ec2TagSet() != null) {
            tags.addAll(group.ec2TagSet().ec2TagSetList());
        }
        if (!group.ec2TagFilters().isEmpty()) {
            tags.add(group.ec2TagFilters());
        }
        if (!tags.isEmpty()) {
            Ec2Client ec2 = client(Ec2Client.builder(), row.account(), row.region(), group);
            ec2
                    .describeInstancesPaginator(r -> r.filters(Filter.builder()
                            .name("instance-state-name")
                            .values("running")
                            .build()))
                    .reservations()
                    .stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .filter(instance ->
                            tags.stream().allMatch(any -> any.stream().anyMatch(f -> matches(f, instance))))
                    .map(Instance::instanceId)
                    .forEach(found::add);
        }
        return found;
    }

    static boolean matches(EC2TagFilter filter, Instance instance) {
        for (Tag tag : instance.tags()) {
            boolean key =
                    filter.type() == EC2TagFilterType.VALUE_ONLY || tag.key().equals(filter.key());
            boolean value =
                    filter.type() == EC2TagFilterType.KEY_ONLY || tag.value().equals(filter.value());
            if (key && value) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<ScaledInstance> scaled(String account, String region, DeploymentGroupInfo group) {
        List<ScaledInstance> found = new ArrayList<>();
        List<String> names =
                group.autoScalingGroups().stream().map(AutoScalingGroup::name).toList();
        if (!names.isEmpty()) {
            AutoScalingClient scaling = client(AutoScalingClient.builder(), account, region, group);
            scaling.describeAutoScalingGroupsPaginator(r -> r.autoScalingGroupNames(names)).autoScalingGroups().stream()
                    .forEach(each -> each.instances().forEach(instance -> {
                        LifecycleState state = instance.lifecycleState();
                        if (state == LifecycleState.IN_SERVICE || state == LifecycleState.PENDING_WAIT) {
                            found.add(new ScaledInstance(
                                    instance.instanceId(),
                                    each.autoScalingGroupName(),
                                    state == LifecycleState.PENDING_WAIT));
                        }
                    }));
        }
        return found;
    }

    @Override
    public Set<String> terminated(DeploymentRow row, DeploymentGroupInfo group, Set<String> instances) {
        Set<String> left = new HashSet<>(instances);
        Filter wanted = Filter.builder().name("instance-id").values(instances).build();
        client(Ec2Client.builder(), row.account(), row.region(), group)
                .describeInstancesPaginator(r -> r.filters(wanted))
                .reservations()
                .stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED
                        && instance.state().name() != InstanceStateName.SHUTTING_DOWN)
                .forEach(instance -> left.remove(instance.instanceId()));
        return left;
    }

    @Override
    public boolean blocked(DeploymentRow row, DeploymentGroupInfo group, String instance) {
        ElasticLoadBalancingV2Client elb =
                client(ElasticLoadBalancingV2Client.builder(), row.account(), row.region(), group);
        boolean out = true;
        for (String arn : targetGroups(elb, group)) {
            List<TargetHealth> states = states(elb, arn, instance);
            if (states.stream().anyMatch(s -> s.state() != TargetHealthStateEnum.DRAINING)) {
                elb.deregisterTargets(r -> r.targetGroupArn(arn).targets(target(instance)));
            }
            out &= states.isEmpty();
        }
        return out;
    }

    @Override
    public boolean allowed(DeploymentRow row, DeploymentGroupInfo group, String instance) {
        ElasticLoadBalancingV2Client elb =
                client(ElasticLoadBalancingV2Client.builder(), row.account(), row.region(), group);
        boolean in = true;
        for (String arn : targetGroups(elb, group)) {
            List<TargetHealth> states = states(elb, arn, instance);
            if (states.stream().allMatch(s -> s.state() == TargetHealthStateEnum.DRAINING)) {
                elb.registerTargets(r -> r.targetGroupArn(arn).targets(target(instance)));
                in = false;
            } else {
                in &= states.stream().anyMatch(RoleFleet::serving);
            }
        }
        return in;
    }

    /** A target group behind no load balancer checks no health: being registered is all there is. */
    private static boolean serving(TargetHealth health) {
        return health.state() == TargetHealthStateEnum.HEALTHY
                || health.reason() == TargetHealthReasonEnum.TARGET_NOT_IN_USE;
    }

    private static TargetDescription target(String instance) {
        return TargetDescription.builder().id(instance).build();
    }

    private static List<TargetHealth> states(ElasticLoadBalancingV2Client elb, String arn, String instance) {
        return elb.describeTargetHealth(r -> r.targetGroupArn(arn)).targetHealthDescriptions().stream()
                .filter(d -> d.target().id().equals(instance))
                .map(d -> d.targetHealth())
                .filter(h -> h.reason() != TargetHealthReasonEnum.TARGET_NOT_REGISTERED)
                .toList();
    }

    private static List<String> targetGroups(ElasticLoadBalancingV2Client elb, DeploymentGroupInfo group) {
        List<String> names = group.loadBalancerInfo().targetGroupInfoList().stream()
                .map(TargetGroupInfo::name)
                .toList();
        try {
            return elb.describeTargetGroups(r -> r.names(names)).targetGroups().stream()
                    .map(TargetGroup::targetGroupArn)
                    .toList();
        } catch (TargetGroupNotFoundException e) {
            throw new Missing(names);
        }
    }

    private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, String account, String region, DeploymentGroupInfo group) {
        return clients.client(ServiceRole.of(account, region, group).session(), region, builder);
    }
}
