package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.loadbalancer.Balancer;
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
 * @param listeners in the order of their ports
 * @param pools by the ARNs of the target groups
 */
record Routes(Balancer balancer, List<Inet4Address> nodes, List<Port> listeners, Map<String, Pool> pools) {
    private static final int HTTP = 80;

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

    /** The listener of that port; for the cloud's own port, which no listener has, that of port 80 or the lowest. */
    Optional<Port> listener(int port) {
        return named(port).or(() -> named(HTTP)).or(() -> listeners.stream().findFirst());
    }

    private Optional<Port> named(int port) {
        return listeners.stream().filter(each -> each.number() == port).findFirst();
    }
}
