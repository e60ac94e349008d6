package dev.cloudlet.sandbox.network;

import dev.cloudlet.sandbox.SandboxException;

/**
 * Traffic that a security group lets through. Answers to it pass without a rule of their own.
 *
 * @param protocol IANA protocol number 0 to 255, or {@link #ALL}
 * @param from lowest port for TCP and UDP; the type for ICMP, or -1 for all; otherwise ignored
 * @param to highest port for TCP and UDP; the code for ICMP, or -1 for all; otherwise ignored
 * @param peer who is at the other end: the source of ingress, the destination of egress
 */
public record TrafficRule(int protocol, int from, int to, Peer peer) {
    /** Every protocol. */
    public static final int ALL = -1;

    /** The number of ICMP. */
    public static final int ICMP = 1;

    /** The number of TCP. */
    public static final int TCP = 6;

    /** The number of UDP. */
    public static final int UDP = 17;

    /** The other end. */
    public sealed interface Peer {
        /**
         * Addresses.
         *
         * @param cidr the block they are in
         */
        record Block(Cidr cidr) implements Peer {}

        /**
         * The members of a security group in the same VPC, see {@link Networks#setGroupMembers}.
         *
         * @param id the group's id
         */
        record Group(String id) implements Peer {}
    }

    public TrafficRule {
        if (protocol < -1 || protocol > 255) {
            throw new SandboxException(SandboxException.Reason.INVALID, "not a protocol number: " + protocol);
        }
        boolean ported = protocol == TCP || protocol == UDP;
        if (ported && (from < 0 || to > 65535 || from > to)) {
            throw new SandboxException(SandboxException.Reason.INVALID, "not a port range: " + from + "-" + to);
        }
        if (protocol == ICMP && (from < -1 || from > 255 || to < -1 || to > 255)) {
            throw new SandboxException(
                    SandboxException.Reason.INVALID, "not an ICMP type and code: " + from + "/" + to);
        }
    }

    /** TCP to a range of ports. */
    public static TrafficRule tcp(int from, int to, Peer peer) {
        return new TrafficRule(TCP, from, to, peer);
    }

    /** Everything to or from the peer. */
    public static TrafficRule all(Peer peer) {
        return new TrafficRule(ALL, -1, -1, peer);
    }
}
