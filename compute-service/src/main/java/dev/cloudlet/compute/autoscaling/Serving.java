package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceState;
import dev.cloudlet.compute.instance.Instances;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Brings instances into service, and watches over those that serve. */
@Component
class Serving {
    private static final String EC2_CAUSE =
            "in response to an EC2 health check indicating it has been terminated or stopped.";
    private static final String IMPAIRED_CAUSE = "in response to an EC2 instance status checks failure.";
    private static final String ELB_CAUSE = "in response to an ELB system health check failure.";

    private final Members members;
    private final Activities activities;
    private final Registrations registrations;
    private final Hooks hooks;
    private final BackOff backOff;
    private final Terminating terminating;
    private final Instances instances;
    private final Clock clock;

    Serving(
            Members members,
            Activities activities,
            Registrations registrations,
            Hooks hooks,
            BackOff backOff,
            Terminating terminating,
            Instances instances,
            Clock clock) {
        this.members = members;
        this.activities = activities;
        this.registrations = registrations;
        this.hooks = hooks;
        this.backOff = backOff;
        this.terminating = terminating;
        this.instances = instances;
        this.clock = clock;
    }

    /** The next step of one that is coming, in service or in standby. */
    void advance(ScalingGroup group, Member member) {
        Optional<Instance> instance = instances.find(member.id());
        switch (member.phase()) {
            case PENDING -> {
                if (isLost(instance) || isDown(instance)) {
                    lost(group, member, instance);
                } else if (instance.orElseThrow().state() == InstanceState.RUNNING) {
                    running(group, member);
                }
            }
            case PENDING_WAIT -> {
                if (isLost(instance) || isDown(instance)) {
                    lost(group, member, instance);
                } else {
                    hooks.decision(group.key(), member.id()).ifPresent(result -> decided(group, member, result));
                }
            }
            case PENDING_PROCEED -> serve(group, member);
            case IN_SERVICE -> watch(group, member, instance);
            case ENTERING_STANDBY, STANDBY -> {
                if (isLost(instance)) {
                    terminating.begin(group, member, taken(EC2_CAUSE));
                } else if (member.phase() == Phase.ENTERING_STANDBY && !registrations.in(member.id())) {
                    members.move(member.id(), Phase.STANDBY);
                    member.activity().ifPresent(activities::succeed);
                }
            }
            default -> throw new IllegalStateException(member.id() + " is not serving");
        }
    }

    private static boolean isLost(Optional<Instance> instance) {
        return instance.map(Instance::state)
                .filter(state -> state != InstanceState.TERMINATED && state != InstanceState.SHUTTING_DOWN)
                .isEmpty();
    }

    private static boolean isDown(Optional<Instance> instance) {
        return instance.map(Instance::state)
                .filter(state -> state == InstanceState.STOPPING || state == InstanceState.STOPPED)
                .isPresent();
    }

    private void lost(ScalingGroup group, Member member, Optional<Instance> instance) {
        String reason = instance.flatMap(Instance::stateReason)
                .map(Instance.StateReason::message)
                .orElse("the instance is gone");
        member.activity()
                .ifPresent(id -> activities.cancel(
                        id,
                        "Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: "
                                + reason));
        terminating.begin(group, member, taken(EC2_CAUSE));
        boolean byUser = instance.flatMap(Instance::stateReason)
                .filter(why -> why.code().startsWith("Client.UserInitiated"))
                .isPresent();
        if (!byUser) {
            backOff.failed(group);
        }
    }

    private void running(ScalingGroup group, Member member) {
        if (member.inService().isEmpty() && hooks.begin(group.key(), member.id(), Hooks.LAUNCHING)) {
            members.move(member.id(), Phase.PENDING_WAIT);
            member.activity()
                    .ifPresent(id -> activities.status(id, ScalingActivityStatusCode.MID_LIFECYCLE_ACTION, 50));
        } else {
            serve(group, member);
        }
    }

    private void decided(ScalingGroup group, Member member, Hooks.Decision decision) {
        if (decision.abandons()) {
            member.activity()
                    .ifPresent(id -> activities.cancel(
                            id, "Instance failed to complete user's Lifecycle Action: " + decision.words()));
            terminating.begin(group, member, taken("in response to a lifecycle action that was abandoned."));
        } else {
            hooks.forgetWaiting(member.id());
            members.move(member.id(), Phase.PENDING_PROCEED);
            serve(group, member);
        }
    }

    private void serve(ScalingGroup group, Member member) {
        if (!group.suspends("AddToLoadBalancer")) {
            registrations.register(group, member.id());
        }
        members.move(member.id(), Phase.IN_SERVICE);
        members.inService(member.id(), clock.instant());
        member.activity().ifPresent(activities::succeed);
        backOff.forget(group);
    }

    private void watch(ScalingGroup group, Member member, Optional<Instance> instance) {
        Optional<String> fault =
                member.healthy() && !group.suspends("HealthCheck") ? fault(group, member, instance) : Optional.empty();
        fault.ifPresent(cause -> members.health(member.id(), false, Optional.of(cause)));
        boolean unhealthy = !member.healthy() || fault.isPresent();
        if (unhealthy && !group.suspends("ReplaceUnhealthy") && !group.suspends("Terminate")) {
            String cause = fault.or(member::unhealthyCause).orElse(EC2_CAUSE);
            terminating.begin(group, member, taken(cause));
        }
    }

    private Optional<String> fault(ScalingGroup group, Member member, Optional<Instance> instance) {
        if (instance.map(Instance::state)
                .filter(state -> state == InstanceState.RUNNING || state == InstanceState.PENDING)
                .isEmpty()) {
            return Optional.of(EC2_CAUSE);
        }
        if (clock.instant().isBefore(group.graceEnd(member))) {
            return Optional.empty();
        }
        if (instance.orElseThrow().impaired()) {
            return Optional.of(IMPAIRED_CAUSE);
        }
        boolean failing = group.checksBalancers() && registrations.unhealthy(group, member.id());
        return failing ? Optional.of(ELB_CAUSE) : Optional.empty();
    }

    private String taken(String cause) {
        return Activities.at(clock.instant()) + " an instance was taken out of service " + cause;
    }
}
