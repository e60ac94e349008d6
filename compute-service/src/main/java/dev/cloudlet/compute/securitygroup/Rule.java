package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.TrafficRule;
import java.util.Optional;

/**
 * One rule of a security group.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a protocol's number, or {@code -1} for all
 * @param fromPort lowest port, or the type of ICMP; -1 for all
 * @param toPort highest port, or the code of ICMP; -1 for all
 */
public record Rule(
        String id,
        String groupId,
        boolean egress,
        String protocol,
        int fromPort,
        int toPort,
        Peer peer,
        Optional<String> description) {

    /** Who is at the other end. */
    public sealed interface Peer {
        /** IPv4 addresses, as {@code 10.0.0.0/16}. */
        record Cidr4(String cidr) implements Peer {}

        /** IPv6 addresses. */
        record Cidr6(String cidr) implements Peer {}

        /** The members of a group. */
        record Group(String groupId) implements Peer {}
    }

    /** Whether another rule is about the same traffic with the same peer. */
    boolean saysTheSameAs(Rule other) {
        return protocol.equals(other.protocol)
                && fromPort == other.fromPort
                && toPort == other.toPort
                && peer.equals(other.peer);
    }

    /** What the network lets through for it; empty for a rule about IPv6, which the machines do not have. */
    Optional<TrafficRule> traffic() {
        return switch (peer) {
            case Peer.Cidr4(String cidr) -> Optional.of(traffic(new TrafficRule.Peer.Block(Cidr.parse(cidr))));
            case Peer.Group(String group) -> Optional.of(traffic(new TrafficRule.Peer.Group(group)));
            case Peer.Cidr6 ignored -> Optional.empty();
        };
    }

    private TrafficRule traffic(TrafficRule.Peer other) {
        return switch (protocol) {
            case "-1" -> TrafficRule.all(other);
            case "tcp" -> new TrafficRule(TrafficRule.TCP, fromPort, toPort, other);
            case "udp" -> new TrafficRule(TrafficRule.UDP, fromPort, toPort, other);
            case "icmp" -> new TrafficRule(TrafficRule.ICMP, fromPort, toPort, other);
            case "icmpv6" -> new TrafficRule(58, -1, -1, other);
            default -> new TrafficRule(Integer.parseInt(protocol), -1, -1, other);
        };
    }
}
