package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceState;
import dev.cloudlet.compute.instance.Instances;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;

/** What users do with single instances of groups. */
@AwsOperations
class InstanceOperations {
    private final ScalingGroups groups;
    private final Members members;
    private final Activities activities;
    private final Terminating terminating;
    private final Registrations registrations;
    private final Instances instances;
    private final Capacity capacity;

    InstanceOperations(
            ScalingGroups groups,
            Members members,
            Activities activities,
            Terminating terminating,
            Registrations registrations,
            Instances instances,
            Capacity capacity) {
        this.groups = groups;
        this.members = members;
        this.activities = activities;
        this.terminating = terminating;
        this.registrations = registrations;
        this.instances = instances;
        this.capacity = capacity;
    }

    @AuthorizedInCode(
            actions = "autoscaling:TerminateInstanceInAutoScalingGroup",
            because = "the request names an instance, permission is about its group")
    TerminateInstanceInAutoScalingGroupResponse terminateInstanceInAutoScalingGroup(
            Call call, TerminateInstanceInAutoScalingGroupRequest request) {
        ScalingGroup group = groupOf(call, request.instanceId(), "autoscaling:TerminateInstanceInAutoScalingGroup");
        Member member = members.find(request.instanceId()).orElseThrow();
        boolean smaller = request.shouldDecrementDesiredCapacity();
        int desired = group.document().desiredCapacity();
        if (smaller && member.counts()) {
            shrink(group, 1);
        }
        String cause = Activities.at(call.time()) + " instance " + member.id()
                + " was taken out of service in response to a user request"
                + (smaller
                        ? ", shrinking the capacity from " + desired + " to " + (desired - 1) + "."
                        : ", keeping the capacity at the current " + desired + ".");
        Activity activity = terminating
                .begin(group, member, cause)
                .orElseThrow(() -> ScalingError.SCALING_ACTIVITY_IN_PROGRESS.of(
                        "Instance %s is already being terminated", member.id()));
        capacity.look(group.key());
        return TerminateInstanceInAutoScalingGroupResponse.builder()
                .activity(activity)
                .build();
    }

    private ScalingGroup groupOf(Call call, String instanceId, String action) {
        Place place = Place.of(call);
        Optional<ScalingGroup> group = members.groupOf(instanceId)
                .filter(key -> key.place().equals(place))
                .flatMap(groups::lock);
        call.authorize(
                action,
                group.map(each -> each.document().autoScalingGroupARN())
                        .orElse(GroupArns.of(new GroupKey(place, "*"), "*")));
        return group.orElseThrow(() -> ScalingError.VALIDATION_ERROR.of(
                "Instance Id not found - No managed instance found for instance ID: %s", instanceId));
    }

    private void shrink(ScalingGroup group, int by) {
        int desired = group.document().desiredCapacity() - by;
        if (desired < group.document().minSize()) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "Currently, desiredSize equals minSize (%d). Terminating instance without replacement will violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size.",
                    group.document().minSize());
        }
        groups.document(
                group.key(),
                group.document().toBuilder().desiredCapacity(desired).build());
    }

    @AuthorizedInCode(
            actions = "autoscaling:SetInstanceHealth",
            because = "the request names an instance, permission is about its group")
    SetInstanceHealthResponse setInstanceHealth(Call call, SetInstanceHealthRequest request) {
        ScalingGroup group = groupOf(call, request.instanceId(), "autoscaling:SetInstanceHealth");
        boolean healthy =
                switch (request.healthStatus().toLowerCase(Locale.ROOT)) {
                    case "healthy" -> true;
                    case "unhealthy" -> false;
                    default ->
                        throw ScalingError.VALIDATION_ERROR.of(
                                "Valid instance health states are: [Healthy, Unhealthy].");
                };
        members.health(
                request.instanceId(),
                healthy,
                healthy ? Optional.empty() : Optional.of("in response to a user health-check."));
        capacity.look(group.key());
        return SetInstanceHealthResponse.builder().build();
    }

    @Authorize(action = "autoscaling:SetInstanceProtection", resource = GroupArns.TEMPLATE)
    SetInstanceProtectionResponse setInstanceProtection(Call call, SetInstanceProtectionRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        chosen(group, request.instanceIds())
                .forEach(each -> members.protect(each.id(), request.protectedFromScaleIn()));
        return SetInstanceProtectionResponse.builder().build();
    }

    private List<Member> chosen(ScalingGroup group, List<String> ids) {
        List<Member> all = members.of(group.key());
        return ids.stream()
                .map(id -> all.stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> ScalingError.VALIDATION_ERROR.of(
                                "The instance %s is not part of Auto Scaling group %s.",
                                id, group.key().name())))
                .toList();
    }

    @Authorize(action = "autoscaling:EnterStandby", resource = GroupArns.TEMPLATE)
    EnterStandbyResponse enterStandby(Call call, EnterStandbyRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        List<Activity> done = new ArrayList<>();
        for (Member member : chosen(group, request.instanceIds())) {
            require(member, Phase.IN_SERVICE);
            registrations.deregister(member.id());
            members.move(member.id(), Phase.STANDBY);
            done.add(finished(
                    group,
                    member,
                    call.time(),
                    "Moving EC2 instance to Standby: " + member.id(),
                    " was moved to standby in response to a user request."));
        }
        if (request.shouldDecrementDesiredCapacity()) {
            shrink(group, done.size());
        }
        capacity.look(group.key());
        return EnterStandbyResponse.builder().activities(done).build();
    }

    @Authorize(action = "autoscaling:ExitStandby", resource = GroupArns.TEMPLATE)
    ExitStandbyResponse exitStandby(Call call, ExitStandbyRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        List<Activity> done = new ArrayList<>();
        for (Member member : chosen(group, request.instanceIds())) {
            require(member, Phase.STANDBY);
            members.move(member.id(), Phase.PENDING);
            done.add(finished(
                    group,
                    member,
                    call.time(),
                    "Moving EC2 instance out of Standby: " + member.id(),
                    " was moved out of standby in response to a user request."));
        }
        grow(group, done.size());
        return ExitStandbyResponse.builder().activities(done).build();
    }

    private void grow(ScalingGroup group, int by) {
        int desired = group.document().desiredCapacity() + by;
        if (desired > group.document().maxSize()) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "The desired capacity %d would exceed the max size %d of the group",
                    desired, group.document().maxSize());
        }
        groups.document(
                group.key(),
                group.document().toBuilder().desiredCapacity(desired).build());
        capacity.look(group.key());
    }

    private static void require(Member member, Phase phase) {
        if (member.phase() != phase) {
            throw ScalingError.VALIDATION_ERROR.of("The instance %s is not in %s.", member.id(), phase.awsName());
        }
    }

    private Activity finished(ScalingGroup group, Member member, Instant now, String description, String what) {
        Activity activity = activities.begin(
                group, description, Activities.at(now) + " instance " + member.id() + what, member.zone());
        activities.succeed(activity.activityId());
        return activities.find(activity.activityId()).orElse(activity);
    }

    @Authorize(action = "autoscaling:DetachInstances", resource = GroupArns.TEMPLATE)
    DetachInstancesResponse detachInstances(Call call, DetachInstancesRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        List<Activity> begun = new ArrayList<>();
        for (Member member : chosen(group, request.instanceIds())) {
            if (!members.move(member.id(), Phase.DETACHING)) {
                throw ScalingError.VALIDATION_ERROR.of("The instance %s is not in InService or Standby.", member.id());
            }
            registrations.deregister(member.id());
            Activity activity = activities.begin(
                    group,
                    "Detaching EC2 instance: " + member.id(),
                    Activities.at(call.time()) + " instance " + member.id()
                            + " was detached in response to a user request.",
                    member.zone());
            members.activity(member.id(), activity.activityId());
            begun.add(activity);
        }
        if (request.shouldDecrementDesiredCapacity()) {
            shrink(group, begun.size());
        }
        capacity.look(group.key());
        return DetachInstancesResponse.builder().activities(begun).build();
    }

    @Authorize(action = "autoscaling:AttachInstances", resource = GroupArns.TEMPLATE)
    AttachInstancesResponse attachInstances(Call call, AttachInstancesRequest request) {
        Place place = Place.of(call);
        ScalingGroup group = groups.require(place, request.autoScalingGroupName());
        for (String id : request.instanceIds()) {
            Instance instance = instances
                    .find(id)
                    .filter(each -> each.place().equals(place))
                    .orElseThrow(() -> ScalingError.VALIDATION_ERROR.of("Invalid Instance ID(s): [%s] specified", id));
            if (instance.state() != InstanceState.RUNNING) {
                throw ScalingError.VALIDATION_ERROR.of("Instance %s is not in correct state: it must be running.", id);
            }
            if (members.find(id).isPresent()) {
                throw ScalingError.VALIDATION_ERROR.of("Instance %s is already part of an AutoScalingGroup", id);
            }
            if (!group.document().availabilityZones().contains(instance.zone())) {
                throw ScalingError.VALIDATION_ERROR.of("Instance %s is not in an Availability Zone of the group", id);
            }
            Activity activity = activities.begin(
                    group,
                    "Attaching an existing EC2 instance: " + id,
                    Activities.at(call.time()) + " an instance was attached in response to a user request.",
                    instance.zone());
            members.add(
                    group.key(),
                    new Member(
                            id,
                            instance.zone(),
                            Phase.PENDING,
                            true,
                            Optional.empty(),
                            Boolean.TRUE.equals(group.document().newInstancesProtectedFromScaleIn()),
                            instance.launch().instanceType(),
                            Optional.empty(),
                            instance.launched(),
                            Optional.empty(),
                            Optional.of(activity.activityId())));
        }
        grow(group, request.instanceIds().size());
        return AttachInstancesResponse.builder().build();
    }
}
