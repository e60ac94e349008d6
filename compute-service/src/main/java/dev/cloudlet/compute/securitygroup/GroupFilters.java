package dev.cloudlet.compute.securitygroup;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a group can be found by in its rules. */
final class GroupFilters {
    private GroupFilters() {}

    static List<String> cidrs(SecurityGroup group, boolean egress) {
        return of(
                group,
                egress,
                rule -> rule.peer() instanceof Rule.Peer.Cidr4(String cidr) ? Stream.of(cidr) : Stream.empty());
    }

    static List<String> peers(SecurityGroup group, boolean egress) {
        return of(
                group,
                egress,
                rule -> rule.peer() instanceof Rule.Peer.Group(String id) ? Stream.of(id) : Stream.empty());
    }

    static List<String> fromPorts(SecurityGroup group, boolean egress) {
        return of(group, egress, rule -> Stream.of(Integer.toString(rule.fromPort())));
    }

    static List<String> toPorts(SecurityGroup group, boolean egress) {
        return of(group, egress, rule -> Stream.of(Integer.toString(rule.toPort())));
    }

    static List<String> protocols(SecurityGroup group, boolean egress) {
        return of(group, egress, rule -> Stream.of(rule.protocol()));
    }

    private static List<String> of(SecurityGroup group, boolean egress, Function<Rule, Stream<String>> value) {
        return group.rules(egress).stream().flatMap(value).toList();
    }
}
