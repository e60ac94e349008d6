package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceState;
import dev.cloudlet.compute.instance.InstanceTerminator;
import dev.cloudlet.compute.instance.Instances;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Takes instances out: out of their target groups, past the hooks, and then EC2 terminates them. */
@Component
class Terminating {
    private final Members members;
    private final Activities activities;
    private final Registrations registrations;
    private final Hooks hooks;
    private final Instances instances;
    private final InstanceTerminator terminator;

    Terminating(
            Members members,
            Activities activities,
            Registrations registrations,
            Hooks hooks,
            Instances instances,
            InstanceTerminator terminator) {
        this.members = members;
        this.activities = activities;
        this.registrations = registrations;
        this.hooks = hooks;
        this.instances = instances;
        this.terminator = terminator;
    }

    /** Begins. The group must be locked. */
    Optional<Activity> begin(ScalingGroup group, Member member, String cause) {
        if (!members.move(member.id(), Phase.TERMINATING)) {
            return Optional.empty();
        }
        member.activity()
                .filter(id -> member.phase() != Phase.IN_SERVICE)
                .ifPresent(id -> activities.cancel(id, "Instance " + member.id() + " did not come into service."));
        hooks.forgetWaiting(member.id());
        registrations.deregister(member.id());
        Activity activity = activities.begin(group, "Terminating EC2 instance: " + member.id(), cause, member.zone());
        if (registrations.in(member.id())) {
            activities.status(activity.activityId(), ScalingActivityStatusCode.WAITING_FOR_ELB_CONNECTION_DRAINING, 50);
        }
        members.activity(member.id(), activity.activityId());
        return Optional.of(activity);
    }

    /** The next step of one that is on its way out. */
    void advance(ScalingGroup group, Member member) {
        switch (member.phase()) {
            case TERMINATING -> {
                if (!registrations.in(member.id()) || isGone(member)) {
                    drained(group, member);
                }
            }
            case TERMINATING_WAIT -> {
                if (group.deleting() || hooks.decision(group.key(), member.id()).isPresent()) {
                    members.move(member.id(), Phase.TERMINATING_PROCEED);
                    shutDown(member);
                }
            }
            case TERMINATING_PROCEED -> shutDown(member);
            case SHUTTING_DOWN -> {
                terminator.terminate(List.of(member.id()));
                if (isGone(member)) {
                    member.activity().ifPresent(activities::succeed);
                    members.remove(member.id());
                }
            }
            default -> throw new IllegalStateException(member.id() + " is not terminating");
        }
    }

    private void drained(ScalingGroup group, Member member) {
        // Who deletes a whole group by force does not wait for its hooks.
        if (!group.deleting() && !isGone(member) && hooks.begin(group.key(), member.id(), Hooks.TERMINATING)) {
            members.move(member.id(), Phase.TERMINATING_WAIT);
            member.activity()
                    .ifPresent(id -> activities.status(id, ScalingActivityStatusCode.MID_LIFECYCLE_ACTION, 60));
        } else {
            shutDown(member);
        }
    }

    private void shutDown(Member member) {
        if (members.move(member.id(), Phase.SHUTTING_DOWN)) {
            terminator.terminate(List.of(member.id()));
        }
    }

    private boolean isGone(Member member) {
        return instances
                .find(member.id())
                .map(Instance::state)
                .filter(state -> state != InstanceState.TERMINATED)
                .isEmpty();
    }
}
