package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.compute.vpc.Subnet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which network interfaces a balancer is to have: records only, {@link BalancerWork} brings them into being. */
@Component
final class BalancerNodes {
    private final Balancers balancers;
    private final Enis enis;

    BalancerNodes(Balancers balancers, Enis enis) {
        this.balancers = balancers;
        this.enis = enis;
    }

    void place(String arn, List<Subnet> subnets, List<String> groupIds) {
        Set<String> wanted = subnets.stream().map(Subnet::id).collect(Collectors.toSet());
        List<Balancers.Node> there =
                balancers.nodes(arn).stream().filter(Balancers.Node::wanted).toList();
        there.stream()
                .filter(node -> !wanted.contains(node.subnetId()))
                .forEach(node -> balancers.unwant(arn, node.eniId()));
        Set<String> kept = there.stream().map(Balancers.Node::subnetId).collect(Collectors.toSet());
        for (Subnet subnet : subnets) {
            if (!kept.contains(subnet.id())) {
                String eni = enis.create(new Enis.Wanted(
                                subnet,
                                Optional.empty(),
                                groupIds,
                                "ELB " + ElbNames.path(arn),
                                "interface",
                                Optional.of("amazon-elb"),
                                Optional.empty()))
                        .id();
                balancers.addNode(arn, new Balancers.Node(subnet.id(), eni, true));
            }
        }
    }

    void groups(String arn, List<String> groupIds) {
        balancers.nodes(arn).forEach(node -> enis.groups(node.eniId(), groupIds));
    }
}
