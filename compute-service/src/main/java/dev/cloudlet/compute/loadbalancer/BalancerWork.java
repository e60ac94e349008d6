package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.machine.Interfaces;
import dev.cloudlet.compute.machine.PublicAddresses;
import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.kit.work.Work;
import dev.cloudlet.sandbox.Availability;
import dev.cloudlet.sandbox.Machines;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Brings the nodes of a balancer into their VPC, and takes those away that are not wanted any more. */
@Component
public final class BalancerWork implements Work {
    /** Requested with the ARN of a balancer whose nodes or listeners have changed. */
    public static final String NAME = "load-balancer";

    private final Balancers balancers;
    private final Enis enis;
    private final Interfaces interfaces;
    private final PublicAddresses publicAddresses;
    private final NodeDoors doors;
    private final Machines machines;

    BalancerWork(
            Balancers balancers,
            Enis enis,
            Interfaces interfaces,
            PublicAddresses publicAddresses,
            NodeDoors doors,
            Machines machines) {
        this.balancers = balancers;
        this.enis = enis;
        this.interfaces = interfaces;
        this.publicAddresses = publicAddresses;
        this.doors = doors;
        this.machines = machines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String arn) {
        Optional<Balancer> found = balancers.find(arn);
        if (found.isEmpty()) {
            doors.close(arn);
            return Next.done();
        }
        if (found.get().deleted()) {
            doors.close(arn);
        }
        for (Balancers.Node node : balancers.nodes(arn)) {
            if (!node.wanted()) {
                remove(arn, node);
            }
        }
        if (found.get().deleted()) {
            balancers.forget(arn);
        } else {
            settle(found.get());
        }
        return Next.done();
    }

    private void settle(Balancer balancer) {
        String arn = balancer.arn();
        if (machines.availability() instanceof Availability.Unavailable(String reason)) {
            balancers.state(arn, Balancer.FAILED, "Load balancers cannot reach VPCs on this host: " + reason);
            return;
        }
        List<Inet4Address> nodes = new ArrayList<>();
        for (Balancers.Node node : balancers.nodes(arn)) {
            enis.find(node.eniId()).ifPresent(eni -> {
                interfaces.attachService(eni);
                if (!balancer.isInternal()) {
                    publicAddresses.associate(eni);
                }
                nodes.add(eni.inetAddress());
            });
        }
        doors.settle(balancer, nodes);
        balancers.state(arn, Balancer.ACTIVE, "");
    }

    private void remove(String arn, Balancers.Node node) {
        Optional<Eni> eni = enis.find(node.eniId());
        eni.ifPresent(interfaces::detach);
        eni.ifPresent(enis::remove);
        eni.ifPresent(interfaces::forget);
        balancers.removeNode(arn, node.eniId());
    }
}
