package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceState;
import dev.cloudlet.compute.instance.Instances;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesResponse;

/** Instances that come into a group, or leave it, alive. */
@AwsOperations
class AttachmentOperations {
    private final ScalingGroups groups;
    private final Members members;
    private final Activities activities;
    private final Registrations registrations;
    private final Instances instances;
    private final Capacity capacity;

    AttachmentOperations(
            ScalingGroups groups,
            Members members,
            Activities activities,
            Registrations registrations,
            Instances instances,
            Capacity capacity) {
        this.groups = groups;
        this.members = members;
        this.activities = activities;
        this.registrations = registrations;
        this.instances = instances;
        this.capacity = capacity;
    }

    @Authorize(action = "autoscaling:DetachInstances", resource = GroupArns.TEMPLATE)
    DetachInstancesResponse detachInstances(Call call, DetachInstancesRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        List<Activity> begun = new ArrayList<>();
        for (Member member : members.require(group.key(), request.instanceIds())) {
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
            capacity.change(group, -begun.size(), "detach");
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
        capacity.change(group, request.instanceIds().size(), "attach");
        return AttachInstancesResponse.builder().build();
    }
}
