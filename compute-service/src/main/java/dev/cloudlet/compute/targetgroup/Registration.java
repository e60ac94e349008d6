package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceState;
import dev.cloudlet.compute.instance.Instances;
import dev.cloudlet.compute.loadbalancer.ElbError;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.sandbox.network.Cidr;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** Takes targets into a group and out of it. */
@Component
public final class Registration {
    private static final int MOST = 1000;

    private final Targets targets;
    private final Instances instances;
    private final Vpcs vpcs;
    private final WorkQueue works;

    Registration(Targets targets, Instances instances, Vpcs vpcs, WorkQueue works) {
        this.targets = targets;
        this.instances = instances;
        this.vpcs = vpcs;
        this.works = works;
    }

    /** Registers targets, all or none. */
    public void register(Group group, List<TargetDescription> wanted) {
        for (TargetDescription each : wanted) {
            int port = Objects.requireNonNullElse(each.port(), group.document().port());
            Optional<String> zone = group.ofInstances() ? instanceZone(group, each.id()) : addressZone(group, each);
            targets.register(group.arn(), each.id(), port, zone);
        }
        if (targets.of(group.arn()).size() > MOST) {
            throw ElbError.TOO_MANY_TARGETS.of("A target group has at most %d targets", MOST);
        }
        works.request(HealthWork.NAME, group.arn());
    }

    private Optional<String> instanceZone(Group group, String id) {
        Instance instance = instances
                .find(id)
                .filter(each -> each.place().equals(group.place()))
                .orElseThrow(() -> ElbError.INVALID_TARGET.of("Instance ID '%s' is not valid", id));
        if (!instance.vpcId().equals(group.vpcId())) {
            throw ElbError.INVALID_TARGET.of(
                    "The following targets are not in the target group VPC '%s': '%s'", group.vpcId(), id);
        }
        if (instance.state() != InstanceState.RUNNING) {
            throw ElbError.INVALID_TARGET.of(
                    "The following targets are not in a running state and cannot be registered: '%s'", id);
        }
        return Optional.of(instance.zone());
    }

    private Optional<String> addressZone(Group group, TargetDescription wanted) {
        String id = wanted.id();
        boolean formed = id.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        for (String part : formed ? id.split("\\.") : new String[0]) {
            formed = formed && Integer.parseInt(part) <= 255;
        }
        if (!formed) {
            throw ElbError.VALIDATION_ERROR.of("The IP address '%s' is not a valid IPv4 address", id);
        }
        Cidr block = vpcs.get(group.place(), group.vpcId()).cidr();
        if (!block.contains(Cidr.addressOf(id))) {
            throw ElbError.INVALID_TARGET.of(
                    "The IP address '%s' is not within the CIDR range '%s' of VPC '%s'", id, block, group.vpcId());
        }
        return Optional.ofNullable(wanted.availabilityZone());
    }

    /**
     * Begins to take targets out; those that are not in stay out.
     *
     * @return how many are being taken out
     */
    public int deregister(Group group, List<TargetDescription> unwanted) {
        int found = 0;
        for (TargetDescription each : unwanted) {
            found += targets.drain(group.arn(), each.id(), Optional.ofNullable(each.port()));
        }
        works.request(HealthWork.NAME, group.arn());
        return found;
    }
}
