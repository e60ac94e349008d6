package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;

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
        List<Activity> done = new ArrayList<>();
        for (Member member : members.require(group.key(), request.instanceIds())) {
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
            capacity.change(group, -done.size(), "place into standby");
        }
        capacity.look(group.key());
        return EnterStandbyResponse.builder().activities(done).build();
    }

    @Authorize(action = "autoscaling:ExitStandby", resource = GroupArns.TEMPLATE)
    ExitStandbyResponse exitStandby(Call call, ExitStandbyRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        List<Activity> done = new ArrayList<>();
        for (Member member : members.require(group.key(), request.instanceIds())) {
            require(member, Phase.STANDBY);
            members.move(member.id(), Phase.PENDING);
            done.add(finished(
                    group,
                    member,
                    call.time(),
                    "Moving EC2 instance out of Standby: " + member.id(),
                    " was moved out of standby in response to a user request."));
        }
        capacity.change(group, done.size(), "exit standby");
        return ExitStandbyResponse.builder().activities(done).build();
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
}
