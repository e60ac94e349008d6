package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.loadbalancer.Balancer;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.TrafficRule;
import java.net.Inet4Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/**
 * Everything that is to be known to serve the requests of one balancer, as it was a moment ago.
 *
 * @param nodes the balancer's addresses in its VPC
 * @param admitted what its security groups let in
 * @param listeners in the order of their ports
 * @param pools by the ARNs of the target groups
 */
record Routes(
        Balancer balancer,
        List<Inet4Address> nodes,
        List<TrafficRule> admitted,
        List<Port> listeners,
        Map<String, Pool> pools) {
    private static final int HTTP = 80;
    private static final String LOOPBACK_V6 = "0:0:0:0:0:0:0:1";

    /** A listener: rules in the order in which they are tried, and what to do if none matches. */
    record Port(int number, List<Rule> rules, List<Action> defaults) {
        Action action(RequestView request) {
            return rules.stream()
                    .filter(rule -> RuleMatcher.matches(rule, request))
                    .map(Rule::actions)
                    .findFirst()
                    .orElse(defaults)
                    .getFirst();
        }
    }

    /**
     * Whether a client from outside of the VPC may reach a port. Members of groups are known by their addresses inside of
     * it, which nobody has out here.
     */
    boolean admits(String client, int port) {
        String dotted = client.equals(LOOPBACK_V6) ? "127.0.0.1" : client;
        if (!dotted.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return false;
        }
        Inet4Address address = Cidr.addressOf(dotted);
        return admitted.stream().anyMatch(rule -> isFor(rule, port) && isFrom(rule, address));
    }

    private static boolean isFor(TrafficRule rule, int port) {
        return rule.protocol() == TrafficRule.ALL
                || (rule.protocol() == TrafficRule.TCP && rule.from() <= port && port <= rule.to());
    }

    private static boolean isFrom(TrafficRule rule, Inet4Address client) {
        return switch (rule.peer()) {
            case TrafficRule.Peer.Block block -> block.cidr().contains(client);
            case TrafficRule.Peer.Group members -> false;
        };
    }

    /** The listener of that port; for the cloud's own port, which no listener has, that of port 80 or the lowest. */
    Optional<Port> nearest(int port) {
        return listener(port).or(() -> listener(HTTP)).or(() -> listeners.stream()
                .findFirst());
    }

    /** The listener of exactly that port. */
    Optional<Port> listener(int port) {
        return listeners.stream().filter(each -> each.number() == port).findFirst();
    }
}
