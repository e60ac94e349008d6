package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.Activity;
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
    private final Terminating terminating;
    private final Capacity capacity;

    InstanceOperations(ScalingGroups groups, Members members, Terminating terminating, Capacity capacity) {
        this.groups = groups;
        this.members = members;
        this.terminating = terminating;
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
            if (desired == group.document().minSize()) {
                throw ScalingError.VALIDATION_ERROR.of(
                        "Currently, desiredSize equals minSize (%d). Terminating instance without replacement will violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size.",
                        desired);
            }
            capacity.change(group, -1, "terminate");
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
        Member member = members.find(request.instanceId()).orElseThrow();
        boolean tooEarly = !Boolean.FALSE.equals(request.shouldRespectGracePeriod())
                && call.time().isBefore(group.graceEnd(member));
        if (!healthy && tooEarly) {
            return SetInstanceHealthResponse.builder().build();
        }
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
        members.require(group.key(), request.instanceIds())
                .forEach(each -> members.protect(each.id(), request.protectedFromScaleIn()));
        return SetInstanceProtectionResponse.builder().build();
    }
}
