package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/** Makes, changes and deletes groups. */
@AwsOperations
class GroupOperations {
    private static final int DEFAULT_COOLDOWN = 300;

    private final ScalingGroups groups;
    private final Members members;
    private final GroupSettings settings;
    private final GroupTags tags;
    private final HookSettings hooks;
    private final PolicyAlarms alarms;
    private final BackOff backOff;
    private final Capacity capacity;

    GroupOperations(
            ScalingGroups groups,
            Members members,
            GroupSettings settings,
            GroupTags tags,
            HookSettings hooks,
            PolicyAlarms alarms,
            BackOff backOff,
            Capacity capacity) {
        this.groups = groups;
        this.members = members;
        this.settings = settings;
        this.tags = tags;
        this.hooks = hooks;
        this.alarms = alarms;
        this.backOff = backOff;
        this.capacity = capacity;
    }

    @Authorize(
            action = "autoscaling:CreateAutoScalingGroup",
            resource = GroupArns.TEMPLATE,
            keys = {"autoscaling:MaxSize={MaxSize}", "autoscaling:MinSize={MinSize}"})
    CreateAutoScalingGroupResponse createAutoScalingGroup(Call call, CreateAutoScalingGroupRequest request) {
        Place place = Place.of(call);
        requireSupported(request);
        GroupKey key = new GroupKey(place, request.autoScalingGroupName());
        List<String> targetGroups = targetGroups(request.targetGroupARNs(), request.trafficSources());
        settings.requireTargetGroups(place, targetGroups);
        AutoScalingGroup group = AutoScalingGroup.builder()
                .autoScalingGroupName(key.name())
                .autoScalingGroupARN(GroupArns.of(key, UUID.randomUUID().toString()))
                .minSize(request.minSize())
                .maxSize(request.maxSize())
                .desiredCapacity(Objects.requireNonNullElse(request.desiredCapacity(), request.minSize()))
                .defaultCooldown(Objects.requireNonNullElse(request.defaultCooldown(), DEFAULT_COOLDOWN))
                .healthCheckType(Objects.requireNonNullElse(request.healthCheckType(), "EC2"))
                .healthCheckGracePeriod(Objects.requireNonNullElse(request.healthCheckGracePeriod(), 0))
                .vpcZoneIdentifier(request.vpcZoneIdentifier())
                .availabilityZones(settings.zones(place, request.vpcZoneIdentifier(), request.availabilityZones()))
                .targetGroupARNs(targetGroups)
                .terminationPolicies(policies(request.hasTerminationPolicies() ? request.terminationPolicies() : null))
                .newInstancesProtectedFromScaleIn(Boolean.TRUE.equals(request.newInstancesProtectedFromScaleIn()))
                .defaultInstanceWarmup(request.defaultInstanceWarmup())
                .createdTime(call.time())
                .tags(tags.described(key.name(), request.tags()))
                .build();
        GroupSettings.require(group);
        AutoScalingGroup whole = group.toBuilder()
                .launchTemplate(settings.template(call, request.launchTemplate()))
                .build();
        String cause = Activities.at(call.time())
                + " a user request created an AutoScalingGroup changing the desired capacity from 0 to "
                + group.desiredCapacity() + ".";
        if (!groups.add(key, cause, whole)) {
            throw ScalingError.ALREADY_EXISTS.of(
                    "AutoScalingGroup by this name already exists - A group with the name %s already exists",
                    key.name());
        }
        for (LifecycleHookSpecification hook : request.lifecycleHookSpecificationList()) {
            hooks.put(key, hook);
        }
        capacity.look(key);
        return CreateAutoScalingGroupResponse.builder().build();
    }

    private static void requireSupported(CreateAutoScalingGroupRequest request) {
        refuse("MixedInstancesPolicy", request.mixedInstancesPolicy());
        refuse("LaunchConfigurationName", request.launchConfigurationName());
        refuse("InstanceId", request.instanceId());
        refuse("PlacementGroup", request.placementGroup());
        refuse("MaxInstanceLifetime", request.maxInstanceLifetime());
        refuse("LoadBalancerNames", request.hasLoadBalancerNames() ? request.loadBalancerNames() : null);
        refuse("CapacityRebalance", Boolean.TRUE.equals(request.capacityRebalance()) ? true : null);
        if (!request.autoScalingGroupName().matches("[^:]{1,255}")) {
            throw ScalingError.VALIDATION_ERROR.of("The group name must have 1 to 255 characters and no colon");
        }
    }

    static void refuse(String member, @Nullable Object value) {
        if (value != null) {
            throw ScalingError.NOT_IMPLEMENTED.of("%s is not part of this cloud; use a launch template.", member);
        }
    }

    private static List<String> policies(@Nullable List<String> wanted) {
        return wanted == null || wanted.isEmpty() ? GroupSettings.DEFAULT_POLICIES : wanted;
    }

    private static List<String> targetGroups(List<String> arns, List<TrafficSourceIdentifier> sources) {
        return Stream.concat(arns.stream(), TrafficSourceOperations.arns(sources))
                .distinct()
                .toList();
    }

    @Authorize(action = "autoscaling:UpdateAutoScalingGroup", resource = GroupArns.TEMPLATE)
    UpdateAutoScalingGroupResponse updateAutoScalingGroup(Call call, UpdateAutoScalingGroupRequest request) {
        Place place = Place.of(call);
        refuse("MixedInstancesPolicy", request.mixedInstancesPolicy());
        refuse("LaunchConfigurationName", request.launchConfigurationName());
        refuse("PlacementGroup", request.placementGroup());
        refuse("MaxInstanceLifetime", request.maxInstanceLifetime());
        ScalingGroup group = existing(place, request.autoScalingGroupName());
        AutoScalingGroup before = group.document();
        AutoScalingGroup.Builder after = before.toBuilder()
                .minSize(Objects.requireNonNullElse(request.minSize(), before.minSize()))
                .maxSize(Objects.requireNonNullElse(request.maxSize(), before.maxSize()))
                .defaultCooldown(Objects.requireNonNullElse(request.defaultCooldown(), before.defaultCooldown()))
                .healthCheckType(Objects.requireNonNullElse(request.healthCheckType(), before.healthCheckType()))
                .healthCheckGracePeriod(
                        Objects.requireNonNullElse(request.healthCheckGracePeriod(), before.healthCheckGracePeriod()))
                .newInstancesProtectedFromScaleIn(Objects.requireNonNullElse(
                        request.newInstancesProtectedFromScaleIn(), before.newInstancesProtectedFromScaleIn()))
                .terminationPolicies(
                        request.hasTerminationPolicies()
                                ? policies(request.terminationPolicies())
                                : before.terminationPolicies());
        if (request.defaultInstanceWarmup() != null) {
            after.defaultInstanceWarmup(request.defaultInstanceWarmup());
        }
        if (request.vpcZoneIdentifier() != null || request.hasAvailabilityZones()) {
            after.vpcZoneIdentifier(request.vpcZoneIdentifier())
                    .availabilityZones(settings.zones(place, request.vpcZoneIdentifier(), request.availabilityZones()));
        }
        if (request.launchTemplate() != null) {
            after.launchTemplate(settings.template(call, request.launchTemplate()));
        }
        AutoScalingGroup sized = after.build();
        int desired = request.desiredCapacity() != null
                ? request.desiredCapacity()
                : sized.minSize() <= sized.maxSize()
                        ? Capacity.within(sized, before.desiredCapacity())
                        : before.desiredCapacity();
        GroupSettings.require(sized.toBuilder().desiredCapacity(desired).build());
        groups.document(group.key(), sized);
        backOff.forget(group);
        ScalingGroup changed = groups.require(place, group.key().name());
        capacity.desire(
                changed,
                desired,
                "a user request update of AutoScalingGroup constraints to min: " + sized.minSize() + ", max: "
                        + sized.maxSize() + ", desired: " + desired);
        return UpdateAutoScalingGroupResponse.builder().build();
    }

    private ScalingGroup existing(Place place, String name) {
        ScalingGroup group = groups.require(place, name);
        if (group.deleting()) {
            throw ScalingError.VALIDATION_ERROR.of("AutoScalingGroup '%s' is pending delete", name);
        }
        return group;
    }

    @Authorize(action = "autoscaling:SetDesiredCapacity", resource = GroupArns.TEMPLATE)
    SetDesiredCapacityResponse setDesiredCapacity(Call call, SetDesiredCapacityRequest request) {
        ScalingGroup group = existing(Place.of(call), request.autoScalingGroupName());
        AutoScalingGroup document = group.document();
        int desired = request.desiredCapacity();
        if (desired > document.maxSize()) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "New SetDesiredCapacity value %d is above max value %d for the AutoScalingGroup.",
                    desired, document.maxSize());
        }
        if (desired < document.minSize()) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "New SetDesiredCapacity value %d is below min value %d for the AutoScalingGroup.",
                    desired, document.minSize());
        }
        boolean cooling = group.cooled().filter(call.time()::isBefore).isPresent();
        if (Boolean.TRUE.equals(request.honorCooldown()) && cooling) {
            throw ScalingError.SCALING_ACTIVITY_IN_PROGRESS.of(
                    "Scaling activity is in progress: the cooldown of the group has not ended");
        }
        capacity.desire(group, desired, "a user request explicitly set group desired capacity");
        return SetDesiredCapacityResponse.builder().build();
    }

    @Authorize(action = "autoscaling:DeleteAutoScalingGroup", resource = GroupArns.TEMPLATE)
    DeleteAutoScalingGroupResponse deleteAutoScalingGroup(Call call, DeleteAutoScalingGroupRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        List<Member> there = members.of(group.key());
        if (!Boolean.TRUE.equals(request.forceDelete())) {
            boolean moving = there.stream().anyMatch(each -> Phase.MOVING.contains(each.phase()));
            if (moving) {
                throw ScalingError.SCALING_ACTIVITY_IN_PROGRESS.of(
                        "You cannot delete an AutoScalingGroup while there are scaling activities in progress for that group.");
            }
            if (!there.isEmpty()) {
                throw ScalingError.RESOURCE_IN_USE.of(
                        "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.");
            }
        }
        alarms.removeAll(group.key());
        groups.delete(group.key());
        groups.cause(
                group.key(),
                Activities.at(call.time())
                        + " a user request force deleted AutoScaling group changing the desired capacity from "
                        + group.document().desiredCapacity() + " to 0.");
        groups.document(
                group.key(),
                group.document().toBuilder().status("Delete in progress").build());
        capacity.look(group.key());
        return DeleteAutoScalingGroupResponse.builder().build();
    }
}
