package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Instances that a group keeps but does not use for a while. */
@AwsOperations
class StandbyOperations {
    private final ScalingGroups groups;
    private final Members members;
    private final Activities activities;
    private final Registrations registrations;
    private final Capacity capacity;

    StandbyOperations(
            ScalingGroups groups,
            Members members,
            Activities activities,
            Registrations registrations,
            Capacity capacity) {
        this.groups = groups;
        this.members = members;
        this.activities = activities;
        this.registrations = registrations;
        this.capacity = capacity;
    }

    @Authorize(action = "autoscaling:EnterStandby", resource = GroupArns.TEMPLATE)
    EnterStandbyResponse enterStandby(Call call, EnterStandbyRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        List<Activity> begun = new ArrayList<>();
        int desired = group.document().desiredCapacity();
        for (Member member : members.require(group.key(), request.instanceIds())) {
            require(member, Phase.IN_SERVICE);
            registrations.deregister(member.id());
            members.move(member.id(), Phase.ENTERING_STANDBY);
            String id = activities
                    .begin(
                            group,
                            "Moving EC2 instance to Standby: " + member.id(),
                            cause(call, member, "moved to standby")
                                    + (request.shouldDecrementDesiredCapacity()
                                            ? ", shrinking the capacity from " + desired + " to " + --desired + "."
                                            : "."),
                            member.zone())
                    .activityId();
            activities.status(
                    id,
                    registrations.in(member.id())
                            ? ScalingActivityStatusCode.WAITING_FOR_ELB_CONNECTION_DRAINING
                            : ScalingActivityStatusCode.IN_PROGRESS,
                    50);
            members.activity(member.id(), id);
            begun.add(activities.find(id).orElseThrow());
        }
        if (request.shouldDecrementDesiredCapacity()) {
            capacity.change(group, -begun.size(), "place into standby");
        }
        capacity.look(group.key());
        return EnterStandbyResponse.builder().activities(begun).build();
    }

    private static String cause(Call call, Member member, String what) {
        return Activities.at(call.time()) + " instance " + member.id() + " was " + what
                + " in response to a user request";
    }

    private static void require(Member member, Phase phase) {
        if (member.phase() != phase) {
            throw ScalingError.VALIDATION_ERROR.of("The instance %s is not in %s.", member.id(), phase.awsName());
        }
    }

    @Authorize(action = "autoscaling:ExitStandby", resource = GroupArns.TEMPLATE)
    ExitStandbyResponse exitStandby(Call call, ExitStandbyRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        List<Activity> begun = new ArrayList<>();
        int desired = group.document().desiredCapacity();
        for (Member member : members.require(group.key(), request.instanceIds())) {
            require(member, Phase.STANDBY);
            members.move(member.id(), Phase.PENDING);
            String id = activities
                    .begin(
                            group,
                            "Moving EC2 instance out of Standby: " + member.id(),
                            cause(call, member, "moved out of standby") + ", increasing the capacity from " + desired
                                    + " to " + ++desired + ".",
                            member.zone())
                    .activityId();
            activities.status(id, ScalingActivityStatusCode.PRE_IN_SERVICE, 30);
            members.activity(member.id(), id);
            begun.add(activities.find(id).orElseThrow());
        }
        capacity.change(group, begun.size(), "exit standby");
        return ExitStandbyResponse.builder().activities(begun).build();
    }
}
