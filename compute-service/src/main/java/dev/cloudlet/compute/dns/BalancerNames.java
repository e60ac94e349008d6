package dev.cloudlet.compute.dns;

import dev.cloudlet.compute.loadbalancer.Balancer;
import dev.cloudlet.compute.loadbalancer.Balancers;
import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.sandbox.network.Cidr;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The names of load balancers. Inside its VPC a balancer is at its nodes' private addresses; from other VPCs one that faces
 * the internet is at their public ones. {@code elb.amazonaws.com} is understood for {@code elb.localhost} too: some
 * clients take everything below {@code localhost} for themselves without asking.
 */
@Component
final class BalancerNames {
    private static final Pattern NAME =
            Pattern.compile("(?:.+\\.)?([a-z0-9-]+\\.[a-z0-9-]+\\.elb)\\.(localhost|amazonaws\\.com)");

    private final Balancers balancers;
    private final Enis enis;

    BalancerNames(Balancers balancers, Enis enis) {
        this.balancers = balancers;
        this.enis = enis;
    }

    /** What is known of a name; empty if it is not a balancer's. */
    Optional<Found> find(String vpcId, String name) {
        Matcher named = NAME.matcher(name);
        if (!named.matches()) {
            return Optional.empty();
        }
        Optional<Balancer> balancer = balancers
                .named(named.group(1) + ".localhost")
                .or(() -> balancers.named(named.group(1) + ".amazonaws.com"));
        if (balancer.isPresent()) {
            List<Inet4Address> addresses = addresses(balancer.get(), vpcId);
            return Optional.of(addresses.isEmpty() ? new Found.Nothing() : new Found.Addresses(addresses));
        }
        // AWS has balancers of its own under the one name, nobody has under the other.
        return Optional.of(named.group(2).equals("localhost") ? new Found.Nothing() : new Found.Elsewhere());
    }

    private List<Inet4Address> addresses(Balancer balancer, String vpcId) {
        boolean inside = balancer.vpcId().equals(vpcId) || balancer.isInternal();
        List<Inet4Address> found = new ArrayList<>();
        for (Balancers.Node node : balancers.nodes(balancer.arn())) {
            Optional<Eni> eni = enis.find(node.eniId()).filter(there -> node.wanted());
            eni.flatMap(there -> inside
                            ? Optional.of(there.inetAddress())
                            : there.publicAddress().map(Cidr::addressOf))
                    .ifPresent(found::add);
        }
        Collections.shuffle(found);
        return found;
    }
}
