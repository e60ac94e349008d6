package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.targetgroup.Groups;
import dev.cloudlet.compute.targetgroup.Health;
import dev.cloudlet.compute.targetgroup.Registration;
import dev.cloudlet.compute.targetgroup.Target;
import dev.cloudlet.compute.targetgroup.Targets;
import java.util.List;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** A group's instances in the group's target groups. */
@Component
class Registrations {
    private final Groups groups;
    private final Targets targets;
    private final Registration registration;

    Registrations(Groups groups, Targets targets, Registration registration) {
        this.groups = groups;
        this.targets = targets;
        this.registration = registration;
    }

    /** Takes a running instance into those target groups where it is not yet. */
    void register(ScalingGroup group, String instanceId) {
        List<Target> there = targets.registrations(instanceId);
        for (String arn : group.document().targetGroupARNs()) {
            boolean in = there.stream().anyMatch(each -> each.groupArn().equals(arn) && !each.isDraining());
            if (!in) {
                groups.find(arn)
                        .ifPresent(found -> registration.register(
                                found,
                                List.of(TargetDescription.builder()
                                        .id(instanceId)
                                        .build())));
            }
        }
    }

    /** Begins to take an instance out of all its target groups. */
    void deregister(String instanceId) {
        for (Target each : targets.registrations(instanceId)) {
            if (!each.isDraining()) {
                groups.find(each.groupArn()).ifPresent(found -> deregister(found.arn(), instanceId));
            }
        }
    }

    void deregister(String groupArn, String instanceId) {
        groups.find(groupArn)
                .ifPresent(found -> registration.deregister(
                        found,
                        List.of(TargetDescription.builder().id(instanceId).build())));
    }

    /** Whether an instance still has requests to finish somewhere, or is to be given some. */
    boolean in(String instanceId) {
        return !targets.registrations(instanceId).isEmpty();
    }

    /** Whether a health check of one of its target groups has failed too often. */
    boolean unhealthy(ScalingGroup group, String instanceId) {
        return targets.registrations(instanceId).stream()
                .filter(each -> group.document().targetGroupARNs().contains(each.groupArn()))
                .anyMatch(each -> each.health().state() == Health.State.UNHEALTHY);
    }
}
