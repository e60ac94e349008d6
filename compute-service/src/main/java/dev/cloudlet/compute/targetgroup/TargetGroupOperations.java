package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.Balancers;
import dev.cloudlet.compute.loadbalancer.ElbError;
import dev.cloudlet.compute.loadbalancer.ElbNames;
import dev.cloudlet.compute.loadbalancer.ElbPage;
import dev.cloudlet.compute.loadbalancer.ElbTags;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Makes, shows, changes and deletes target groups. */
@AwsOperations
class TargetGroupOperations {
    private final Groups groups;
    private final Balancers balancers;
    private final NewGroups wanted;
    private final ElbTags tags;
    private final WorkQueue works;

    TargetGroupOperations(Groups groups, Balancers balancers, NewGroups wanted, ElbTags tags, WorkQueue works) {
        this.groups = groups;
        this.balancers = balancers;
        this.wanted = wanted;
        this.tags = tags;
        this.works = works;
    }

    @Authorize(
            action = "elasticloadbalancing:CreateTargetGroup",
            resource = "arn:aws:elasticloadbalancing:{region}:{account}:targetgroup/{Name}/*")
    CreateTargetGroupResponse createTargetGroup(Call call, CreateTargetGroupRequest request) {
        Place place = Place.of(call);
        String arn = ElbNames.arn(place, "targetgroup/" + request.name() + "/" + ElbNames.randomId());
        TargetGroup document = wanted.of(place, arn, request);
        if (!groups.add(new Group(place, arn, request.name(), document, Map.of()))) {
            return CreateTargetGroupResponse.builder()
                    .targetGroups(existing(place, document))
                    .build();
        }
        tags.put(arn, request.tags());
        return CreateTargetGroupResponse.builder().targetGroups(document).build();
    }

    // The same request twice is answered as the first one; another one under the same name is refused.
    private TargetGroup existing(Place place, TargetGroup again) {
        return groups.list(place).stream()
                .filter(each -> each.name().equals(again.targetGroupName()))
                .map(Group::document)
                .filter(each -> each.equals(
                        again.toBuilder().targetGroupArn(each.targetGroupArn()).build()))
                .findFirst()
                .orElseThrow(() -> ElbError.DUPLICATE_TARGET_GROUP_NAME.of(
                        "A target group with the same name '%s' exists, but with different settings",
                        again.targetGroupName()));
    }

    @Authorize(action = "elasticloadbalancing:DescribeTargetGroups")
    DescribeTargetGroupsResponse describeTargetGroups(Call call, DescribeTargetGroupsRequest request) {
        Place place = Place.of(call);
        boolean named = !request.names().isEmpty();
        boolean listed = !request.targetGroupArns().isEmpty();
        if ((named && listed) || (request.loadBalancerArn() != null && (named || listed))) {
            throw ElbError.VALIDATION_ERROR.of(
                    "Target group names, target group ARNs, and a load balancer ARN cannot be specified at the same"
                            + " time");
        }
        List<Group> all = groups.list(place);
        Map<String, Set<String>> uses = groups.uses(place);
        for (String name : request.names()) {
            if (all.stream().noneMatch(each -> each.name().equals(name))) {
                throw ElbError.TARGET_GROUP_NOT_FOUND.of("One or more target groups not found");
            }
        }
        request.targetGroupArns().forEach(arn -> groups.require(place, arn));
        String balancer = request.loadBalancerArn();
        if (balancer != null) {
            balancers.require(place, balancer);
        }
        List<Group> found = all.stream()
                .filter(each -> request.names().isEmpty() || request.names().contains(each.name()))
                .filter(each -> request.targetGroupArns().isEmpty()
                        || request.targetGroupArns().contains(each.arn()))
                .filter(each -> balancer == null
                        || uses.getOrDefault(each.arn(), Set.of()).contains(balancer))
                .toList();
        ElbPage<Group> page = ElbPage.of(found, Group::arn, request.pageSize(), request.marker());
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(page.items().stream()
                        .map(each -> each.document().toBuilder()
                                .loadBalancerArns(uses.getOrDefault(each.arn(), Set.of()))
                                .build())
                        .toList())
                .nextMarker(page.next())
                .build();
    }

    @Authorize(action = "elasticloadbalancing:ModifyTargetGroup", resource = "{TargetGroupArn}")
    ModifyTargetGroupResponse modifyTargetGroup(Call call, ModifyTargetGroupRequest request) {
        Group group = groups.require(Place.of(call), request.targetGroupArn());
        TargetGroup changed = NewGroups.changed(group.document(), request);
        groups.document(group.arn(), changed);
        works.request(HealthWork.NAME, group.arn());
        return ModifyTargetGroupResponse.builder()
                .targetGroups(
                        changed.toBuilder().loadBalancerArns(groups.uses(group)).build())
                .build();
    }

    @Authorize(action = "elasticloadbalancing:DeleteTargetGroup", resource = "{TargetGroupArn}")
    DeleteTargetGroupResponse deleteTargetGroup(Call call, DeleteTargetGroupRequest request) {
        groups.find(request.targetGroupArn())
                .filter(each -> each.place().equals(Place.of(call)))
                .ifPresent(this::delete);
        return DeleteTargetGroupResponse.builder().build();
    }

    private void delete(Group group) {
        if (!groups.uses(group).isEmpty()) {
            throw ElbError.RESOURCE_IN_USE.of(
                    "Target group '%s' is currently in use by a listener or a rule", group.arn());
        }
        groups.remove(group.arn());
        tags.forget(group.arn());
    }
}
