package dev.cloudlet.sandbox.linux;

import dev.cloudlet.sandbox.linux.Kernel.KernelException;
import dev.cloudlet.sandbox.network.Cidr;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Set;

/**
 * Changes the links, IPv4 addresses and routes of one network namespace. An {@code ip} of iproute2 does the same, but
 * starting one costs more than ten times what all changes for a machine take. Not safe for use by several threads.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
 */
public final class Rtnetlink {
    private static final int AF_INET = 2;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int NETLINK_ROUTE = 0;
    private static final int ANSWER_BYTES = 8192;

    private static final short NEW_LINK = 16;
    private static final short DELETE_LINK = 17;
    private static final short NEW_ADDRESS = 20;
    private static final short DELETE_ADDRESS = 21;
    private static final short NEW_ROUTE = 24;
    private static final short DELETE_ROUTE = 25;

    private static final int CREATE = 0x400;
    private static final int EXCLUSIVE = 0x200;
    private static final int REPLACE = 0x100;

    private static final int IFF_UP = 1;
    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_NET_NS_FD = 28;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_INFO_DATA = 2;
    private static final int VETH_INFO_PEER = 1;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_FLAGS = 8;
    private static final int IFA_F_NOPREFIXROUTE = 0x200;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int RTA_PRIORITY = 6;
    private static final int RTA_PREFSRC = 7;
    private static final int MAIN_TABLE = 254;
    private static final int BY_ADMINISTRATOR = 4;
    private static final int SCOPE_UNIVERSE = 0;
    private static final int SCOPE_LINK = 253;
    private static final int SCOPE_ANY = 255;
    private static final int UNICAST = 1;
    private static final int UNREACHABLE = 7;

    private final int socket;
    private int sequence;

    private Rtnetlink(int socket) {
        this.socket = socket;
    }

    /** What is to be changed, one after the other; the first that fails ends it. */
    public interface Change {
        void run(Rtnetlink network) throws IOException;
    }

    /** Changes the host's own network. */
    public static void changeHost(Change change) throws IOException {
        // The cloud's threads are in the host's namespace, but for those of a namespace's call.
        changeHere(change);
    }

    /** Changes the network of a namespace. */
    public static void change(NetworkNamespace namespace, Change change) throws IOException {
        namespace.call(() -> {
            changeHere(change);
            return namespace;
        });
    }

    private static void changeHere(Change change) throws IOException {
        int socket = socket();
        try {
            change.run(new Rtnetlink(socket));
        } finally {
            Kernel.close(socket);
        }
    }

    /** A netlink socket of the calling thread's network namespace. */
    static int socket() throws IOException {
        return Kernel.socket(AF_NETLINK, SOCK_RAW | Kernel.O_CLOEXEC, NETLINK_ROUTE);
    }

    /** Makes a pair of links, both down; the peer in another namespace, with a hardware address of the kernel's choice. */
    public void addPair(String name, String peer, NetworkNamespace peerNamespace) throws IOException {
        addPair(name, peer, new byte[0], peerNamespace);
    }

    /** As {@link #addPair(String, String, NetworkNamespace)}, the peer with that hardware address, such as 02:00:00:00:00:01. */
    public void addPair(String name, String peer, String peerMac, NetworkNamespace peerNamespace) throws IOException {
        addPair(name, peer, HexFormat.ofDelimiter(":").parseHex(peerMac), peerNamespace);
    }

    private void addPair(String name, String peer, byte[] peerMac, NetworkNamespace peerNamespace) throws IOException {
        int namespace = Kernel.open(peerNamespace.path(), Kernel.O_RDONLY);
        try {
            var message = new NetlinkMessage(NEW_LINK, CREATE | EXCLUSIVE).link(0, 0);
            message.text(IFLA_IFNAME, name);
            int info = message.begin(IFLA_LINKINFO);
            message.text(IFLA_INFO_KIND, "veth");
            int data = message.begin(IFLA_INFO_DATA);
            int end = message.begin(VETH_INFO_PEER);
            message.link(0, 0);
            message.text(IFLA_IFNAME, peer);
            message.number(IFLA_NET_NS_FD, namespace);
            if (peerMac.length > 0) {
                message.bytes(IFLA_ADDRESS, peerMac);
            }
            message.end(end);
            message.end(data);
            message.end(info);
            send(message, "add link " + name);
        } finally {
            Kernel.close(namespace);
        }
    }

    /** Removes a link, and its peer with it, if it is there. */
    public void removeLink(String name) throws IOException {
        try {
            send(new NetlinkMessage(DELETE_LINK, 0).link(Kernel.linkIndex(name), 0), "remove link " + name);
        } catch (KernelException e) {
            ignoring(e, Set.of(Kernel.ENODEV));
        }
    }

    public void setUp(String link) throws IOException {
        send(new NetlinkMessage(NEW_LINK, 0).link(Kernel.linkIndex(link), IFF_UP), "set up " + link);
    }

    /** Gives a link an address, which it may have already; the rest of the block is reached through the link. */
    public void addAddress(String link, Inet4Address address, int prefix) throws IOException {
        address(NEW_ADDRESS, CREATE | REPLACE, link, address, prefix, 0);
    }

    /** As {@link #addAddress}, but how the rest of the block is reached is left to routes. */
    public void addAddressAlone(String link, Inet4Address address, int prefix) throws IOException {
        address(NEW_ADDRESS, CREATE | REPLACE, link, address, prefix, IFA_F_NOPREFIXROUTE);
    }

    /** Takes an address from a link, if it has it. */
    public void removeAddress(String link, Inet4Address address, int prefix) throws IOException {
        try {
            address(DELETE_ADDRESS, 0, link, address, prefix, 0);
        } catch (KernelException e) {
            ignoring(e, Set.of(Kernel.EADDRNOTAVAIL));
        }
    }

    private void address(short type, int flags, String link, Inet4Address address, int prefix, int how)
            throws IOException {
        var message = new NetlinkMessage(type, flags);
        message.body((byte) AF_INET, (byte) prefix, (byte) 0, (byte) SCOPE_UNIVERSE);
        message.body(Kernel.linkIndex(link));
        message.bytes(IFA_LOCAL, address.getAddress());
        message.bytes(IFA_ADDRESS, address.getAddress());
        message.number(IFA_FLAGS, how);
        send(message, "address " + address.getHostAddress() + "/" + prefix + " of " + link);
    }

    /** Leads a block straight out of a link; replaces the route it has. */
    public void route(Cidr to, String link) throws IOException {
        var message = route(NEW_ROUTE, CREATE | REPLACE, to, SCOPE_LINK, UNICAST);
        message.number(RTA_OIF, Kernel.linkIndex(link));
        send(message, "route to " + to);
    }

    /** Leads a block to a neighbour; replaces the route it has. */
    public void route(Cidr to, Inet4Address via) throws IOException {
        var message = route(NEW_ROUTE, CREATE | REPLACE, to, SCOPE_UNIVERSE, UNICAST);
        message.bytes(RTA_GATEWAY, via.getAddress());
        send(message, "route to " + to);
    }

    /** As {@link #route(Cidr, Inet4Address)}, with the address that what begins here comes from. */
    public void route(Cidr to, Inet4Address via, Inet4Address from) throws IOException {
        var message = route(NEW_ROUTE, CREATE | REPLACE, to, SCOPE_UNIVERSE, UNICAST);
        message.bytes(RTA_GATEWAY, via.getAddress());
        message.bytes(RTA_PREFSRC, from.getAddress());
        send(message, "route to " + to);
    }

    /** Answers whatever goes to a block, and has no route of a smaller metric, with "unreachable". */
    public void refuse(Cidr to, int metric) throws IOException {
        var message = route(NEW_ROUTE, CREATE | REPLACE, to, SCOPE_UNIVERSE, UNREACHABLE);
        message.number(RTA_PRIORITY, metric);
        send(message, "route to " + to);
    }

    /** Removes the route to a block, if there is one. */
    public void removeRoute(Cidr to) throws IOException {
        try {
            send(route(DELETE_ROUTE, 0, to, SCOPE_ANY, 0), "remove the route to " + to);
        } catch (KernelException e) {
            ignoring(e, Set.of(Kernel.ESRCH));
        }
    }

    private static NetlinkMessage route(short type, int flags, Cidr to, int scope, int kind) {
        var message = new NetlinkMessage(type, flags);
        message.body((byte) AF_INET, (byte) to.prefix(), (byte) 0, (byte) 0);
        message.body((byte) MAIN_TABLE, (byte) BY_ADMINISTRATOR, (byte) scope, (byte) kind);
        message.body(0);
        if (to.prefix() > 0) {
            message.bytes(RTA_DST, to.first().getAddress());
        }
        return message;
    }

    private static void ignoring(KernelException failure, Set<Integer> harmless) throws KernelException {
        if (!harmless.contains(failure.errno())) {
            throw failure;
        }
    }

    private void send(NetlinkMessage message, String what) throws IOException {
        sequence++;
        ByteBuffer answer = ByteBuffer.wrap(Kernel.exchange(socket, message.bytes(sequence), ANSWER_BYTES))
                .order(ByteOrder.nativeOrder());
        // The header of the answer is followed by the error number, negative, or 0.
        int error = answer.getInt(16);
        if (error != 0) {
            throw new KernelException(what, -error);
        }
    }
}
