package dev.cloudlet.sandbox.network;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Virtual networks. Each VPC is a network namespace of its own, so two VPCs may use the same addresses; machines reach
 * each other through its router, which drops everything that no rule lets through. All methods are idempotent: asking
 * for what is there already changes nothing. Everything survives a restart of this process, nothing one of the host:
 * call the {@code ensure}, {@code attach} and {@code apply} methods again then.
 */
public interface Networks {
    /** The address on which every machine finds the instance metadata service. */
    Inet4Address METADATA = Cidr.addressOf("169.254.169.254");

    /** The address on which every machine finds its name server. */
    Inet4Address NAMESERVER = Cidr.addressOf("169.254.169.253");

    /** The address on which every machine finds the cloud's own endpoint; listen here and forward to the gateway. */
    Inet4Address ENDPOINT = Cidr.addressOf("169.254.169.252");

    /** Makes a VPC. {@code INVALID} for a block inside 169.254.0.0/16 or {@link #publicPool}. */
    void ensureVpc(String vpc, Cidr cidr);

    /** Removes a VPC with its interfaces; machines in it lose their network. Nothing happens when there is none. */
    void deleteVpc(String vpc);

    /** The VPCs that are there. */
    Set<String> vpcs();

    /**
     * Makes an interface for a machine. Until {@link #applyRules} nothing but the cloud's own addresses can be reached
     * through it. The interface outlives stops of its machine.
     *
     * @param id 1 to 64 of a-z, 0-9, hyphen, starting with a letter; unique in the sandbox
     * @param address its private address; {@code ALREADY_EXISTS} when another interface of the VPC has it
     * @param prefix the prefix length of the subnet; its second address is the gateway
     * @param mac the hardware address, or empty to derive one from the address
     */
    NetworkInterface attach(String vpc, String id, Inet4Address address, int prefix, Optional<String> mac);

    /**
     * Makes an interface whose traffic this process answers itself, such as a load balancer node: {@link #listen} and
     * {@link #connect} with its address, filtered by its rules as a machine's would be.
     */
    NetworkInterface attachService(String vpc, String id, Inet4Address address);

    /** Removes an interface and its rules. Nothing happens when there is none. */
    void detach(String vpc, String id);

    /** The interfaces of a VPC. */
    List<NetworkInterface> interfaces(String vpc);

    /** Replaces the rules of an interface at one stroke; established connections that a rule allowed go on. */
    void applyRules(String vpc, String id, List<TrafficRule> ingress, List<TrafficRule> egress);

    /** Replaces the private addresses that a {@link TrafficRule.Peer.Group} stands for, at one stroke. */
    void setGroupMembers(String vpc, String group, Set<Inet4Address> members);

    /** Addresses that this host routes to the VPCs: the public addresses of this cloud. Several thousand. */
    Cidr publicPool();

    /** Gives an interface a public address from the pool, both ways; moves it when another interface has it. */
    void associate(Inet4Address publicAddress, String vpc, String id);

    /** Takes a public address away. Nothing happens when nobody has it. */
    void disassociate(Inet4Address publicAddress);

    /** Lets an interface out, but nobody in, under a public address, as through a NAT gateway; empty ends it. */
    void egress(String vpc, String id, Optional<Inet4Address> publicAddress);

    /** Whether machines with a public address reach the host's own network, and why not. */
    Egress egress();

    /** The way out of the host. */
    sealed interface Egress {
        /**
         * There is one.
         *
         * @param nameserver a name server that machines with a public or egress address can ask
         */
        record Open(String nameserver) implements Egress {}

        /**
         * There is none.
         *
         * @param reason one line: what is missing, and what to do about it
         */
        record Closed(String reason) implements Egress {}
    }

    /**
     * Listens inside a VPC; at one of the cloud's own addresses or that of a service interface. Accepted channels tell the
     * machine's private address as their remote address. Any thread may use them.
     */
    ServerSocketChannel listen(String vpc, Inet4Address address, int port) throws IOException;

    /** The same for UDP. */
    DatagramChannel listenDatagram(String vpc, Inet4Address address, int port) throws IOException;

    /**
     * Connects to an address inside a VPC as {@code source}, or as the router when it is empty; the target's security
     * groups decide. Ends with a {@link java.net.SocketTimeoutException} after {@code timeoutMillis}.
     */
    SocketChannel connect(String vpc, Optional<Inet4Address> source, Inet4Address target, int port, int timeoutMillis)
            throws IOException;

    /** Calls on a thread whose sockets are inside the VPC; what is opened stays there and may be used by any thread. */
    <T> T call(String vpc, Callable<T> body) throws IOException;

    /** Removes what belongs to VPCs and interfaces that are not known. */
    void reconcile(Set<String> vpcs, Set<String> interfaces);
}
