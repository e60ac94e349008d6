package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.AttachTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.LoadBalancerTargetGroupState;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceState;

/** The target groups of groups, under both of their names. */
@AwsOperations
class TrafficSourceOperations {
    private static final String IN_SERVICE = "InService";

    private final ScalingGroups groups;
    private final Members members;
    private final Registrations registrations;
    private final GroupSettings settings;

    TrafficSourceOperations(
            ScalingGroups groups, Members members, Registrations registrations, GroupSettings settings) {
        this.groups = groups;
        this.members = members;
        this.registrations = registrations;
        this.settings = settings;
    }

    static Stream<String> arns(List<TrafficSourceIdentifier> sources) {
        return sources.stream().map(each -> {
            if (each.type() != null && !each.type().equals("elbv2")) {
                throw ScalingError.NOT_IMPLEMENTED.of(
                        "Traffic sources of type %s are not part of this cloud.", each.type());
            }
            return each.identifier();
        });
    }

    static TrafficSourceIdentifier source(String arn) {
        return TrafficSourceIdentifier.builder().identifier(arn).type("elbv2").build();
    }

    @Authorize(action = "autoscaling:AttachLoadBalancerTargetGroups", resource = GroupArns.TEMPLATE)
    AttachLoadBalancerTargetGroupsResponse attachLoadBalancerTargetGroups(
            Call call, AttachLoadBalancerTargetGroupsRequest request) {
        attach(call, request.autoScalingGroupName(), request.targetGroupARNs());
        return AttachLoadBalancerTargetGroupsResponse.builder().build();
    }

    @Authorize(action = "autoscaling:AttachTrafficSources", resource = GroupArns.TEMPLATE)
    AttachTrafficSourcesResponse attachTrafficSources(Call call, AttachTrafficSourcesRequest request) {
        attach(
                call,
                request.autoScalingGroupName(),
                arns(request.trafficSources()).toList());
        return AttachTrafficSourcesResponse.builder().build();
    }

    private void attach(Call call, String name, List<String> arns) {
        ScalingGroup group = groups.require(Place.of(call), name);
        settings.requireTargetGroups(Place.of(call), arns);
        Set<String> all = new LinkedHashSet<>(group.document().targetGroupARNs());
        all.addAll(arns);
        groups.document(
                group.key(), group.document().toBuilder().targetGroupARNs(all).build());
        ScalingGroup changed = groups.require(Place.of(call), name);
        for (Member member : members.of(group.key())) {
            if (member.phase() == Phase.IN_SERVICE) {
                registrations.register(changed, member.id());
            }
        }
    }

    @Authorize(action = "autoscaling:DetachLoadBalancerTargetGroups", resource = GroupArns.TEMPLATE)
    DetachLoadBalancerTargetGroupsResponse detachLoadBalancerTargetGroups(
            Call call, DetachLoadBalancerTargetGroupsRequest request) {
        detach(call, request.autoScalingGroupName(), request.targetGroupARNs());
        return DetachLoadBalancerTargetGroupsResponse.builder().build();
    }

    @Authorize(action = "autoscaling:DetachTrafficSources", resource = GroupArns.TEMPLATE)
    DetachTrafficSourcesResponse detachTrafficSources(Call call, DetachTrafficSourcesRequest request) {
        detach(
                call,
                request.autoScalingGroupName(),
                arns(request.trafficSources()).toList());
        return DetachTrafficSourcesResponse.builder().build();
    }

    private void detach(Call call, String name, List<String> arns) {
        ScalingGroup group = groups.require(Place.of(call), name);
        if (!group.document().targetGroupARNs().containsAll(arns)) {
            throw ScalingError.VALIDATION_ERROR.of("Trying to remove Target Groups that are not part of the group");
        }
        groups.document(
                group.key(),
                group.document().toBuilder()
                        .targetGroupARNs(group.document().targetGroupARNs().stream()
                                .filter(arn -> !arns.contains(arn))
                                .toList())
                        .build());
        for (Member member : members.of(group.key())) {
            arns.forEach(arn -> registrations.deregister(arn, member.id()));
        }
    }

    @Authorize(action = "autoscaling:DescribeLoadBalancerTargetGroups")
    DescribeLoadBalancerTargetGroupsResponse describeLoadBalancerTargetGroups(
            Call call, DescribeLoadBalancerTargetGroupsRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        ScalingPage<String> page =
                ScalingPage.of(group.document().targetGroupARNs(), request.maxRecords(), request.nextToken());
        return DescribeLoadBalancerTargetGroupsResponse.builder()
                .loadBalancerTargetGroups(page.items().stream()
                        .map(arn -> LoadBalancerTargetGroupState.builder()
                                .loadBalancerTargetGroupARN(arn)
                                .state(IN_SERVICE)
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    @Authorize(action = "autoscaling:DescribeTrafficSources")
    DescribeTrafficSourcesResponse describeTrafficSources(Call call, DescribeTrafficSourcesRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        ScalingPage<String> page =
                ScalingPage.of(group.document().targetGroupARNs(), request.maxRecords(), request.nextToken());
        return DescribeTrafficSourcesResponse.builder()
                .trafficSources(page.items().stream()
                        .map(arn -> TrafficSourceState.builder()
                                .identifier(arn)
                                .type("elbv2")
                                .state(IN_SERVICE)
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }
}
