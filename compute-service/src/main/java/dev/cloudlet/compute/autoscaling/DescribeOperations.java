package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Shows groups, their instances and what they have done. */
@AwsOperations
class DescribeOperations {
    private final ScalingGroups groups;
    private final Members members;
    private final Activities activities;

    DescribeOperations(ScalingGroups groups, Members members, Activities activities) {
        this.groups = groups;
        this.members = members;
        this.activities = activities;
    }

    @Authorize(action = "autoscaling:DescribeAutoScalingGroups")
    DescribeAutoScalingGroupsResponse describeAutoScalingGroups(Call call, DescribeAutoScalingGroupsRequest request) {
        Place place = Place.of(call);
        List<ScalingGroup> found = groups.list(place).stream()
                .filter(each -> request.autoScalingGroupNames().isEmpty()
                        || request.autoScalingGroupNames().contains(each.key().name()))
                .filter(each -> request.filters().stream()
                        .allMatch(filter -> matches(filter, each.document().tags())))
                .toList();
        Map<String, List<Member>> all = members.of(place);
        ScalingPage<ScalingGroup> page = ScalingPage.of(found, request.maxRecords(), request.nextToken());
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(page.items().stream()
                        .map(each -> described(each, all.getOrDefault(each.key().name(), List.of())))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private static boolean matches(Filter filter, List<TagDescription> tags) {
        String name = String.valueOf(filter.name());
        Stream<TagDescription> all = tags.stream();
        if (name.equals("tag-key")) {
            return all.anyMatch(tag -> filter.values().contains(tag.key()));
        }
        if (name.equals("tag-value")) {
            return all.anyMatch(tag -> filter.values().contains(tag.value()));
        }
        if (name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            return all.anyMatch(tag -> key.equals(tag.key()) && filter.values().contains(tag.value()));
        }
        throw ScalingError.VALIDATION_ERROR.of(
                "Filter type %s is not correct. Allowed Filter types are: tag-key tag-value tag:<key>", name);
    }

    private static AutoScalingGroup described(ScalingGroup group, List<Member> members) {
        return group.document().toBuilder()
                .instances(members.stream().map(DescribeOperations::instance).toList())
                .trafficSources(group.document().targetGroupARNs().stream()
                        .map(TrafficSourceOperations::source)
                        .toList())
                .build();
    }

    private static Instance instance(Member member) {
        return Instance.builder()
                .instanceId(member.id())
                .instanceType(member.type())
                .availabilityZone(member.zone())
                .lifecycleState(member.phase().awsName())
                .healthStatus(member.healthy() ? "Healthy" : "Unhealthy")
                .protectedFromScaleIn(member.isProtected())
                .launchTemplate(
                        member.template().map(DescribeOperations::template).orElse(null))
                .build();
    }

    private static LaunchTemplateSpecification template(Member.Template template) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .version(template.version())
                .build();
    }

    @Authorize(action = "autoscaling:DescribeAutoScalingInstances")
    DescribeAutoScalingInstancesResponse describeAutoScalingInstances(
            Call call, DescribeAutoScalingInstancesRequest request) {
        List<AutoScalingInstanceDetails> found = new ArrayList<>();
        members.of(Place.of(call))
                .forEach((group, all) -> all.forEach(member -> {
                    if (request.instanceIds().isEmpty() || request.instanceIds().contains(member.id())) {
                        found.add(AutoScalingInstanceDetails.builder()
                                .instanceId(member.id())
                                .instanceType(member.type())
                                .autoScalingGroupName(group)
                                .availabilityZone(member.zone())
                                .lifecycleState(member.phase().awsName())
                                .healthStatus(member.healthy() ? "HEALTHY" : "UNHEALTHY")
                                .protectedFromScaleIn(member.isProtected())
                                .launchTemplate(member.template()
                                        .map(DescribeOperations::template)
                                        .orElse(null))
                                .build());
                    }
                }));
        ScalingPage<AutoScalingInstanceDetails> page = ScalingPage.of(found, request.maxRecords(), request.nextToken());
        return DescribeAutoScalingInstancesResponse.builder()
                .autoScalingInstances(page.items())
                .nextToken(page.next())
                .build();
    }

    @Authorize(action = "autoscaling:DescribeScalingActivities")
    DescribeScalingActivitiesResponse describeScalingActivities(Call call, DescribeScalingActivitiesRequest request) {
        Place place = Place.of(call);
        String group = request.autoScalingGroupName();
        boolean deletedToo = Boolean.TRUE.equals(request.includeDeletedGroups());
        if (group != null
                && !deletedToo
                && groups.find(new GroupKey(place, group)).isEmpty()) {
            throw ScalingGroups.missing(group);
        }
        Set<String> wanted = Set.copyOf(request.activityIds());
        List<Activity> found = activities.list(place, group, deletedToo).stream()
                .filter(each -> wanted.isEmpty() || wanted.contains(each.activityId()))
                .toList();
        ScalingPage<Activity> page = ScalingPage.of(found, request.maxRecords(), request.nextToken());
        return DescribeScalingActivitiesResponse.builder()
                .activities(page.items())
                .nextToken(page.next())
                .build();
    }
}
