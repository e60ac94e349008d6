package dev.cloudlet.compute.testing;

import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.network.Networks;
import dev.cloudlet.sandbox.network.TrafficRule;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** Networks without a wire: interfaces are noted down, and nobody answers. */
public final class PaperNetworks implements Networks {
    private final Map<String, NetworkInterface> attached = new TreeMap<>();
    private final Map<String, Integer> listening = new ConcurrentHashMap<>();

    /** The port of this host that stands for the last listener in a VPC. */
    public int listening(String vpc) {
        return Objects.requireNonNull(listening.get(vpc));
    }

    void clear() {
        attached.clear();
    }

    @Override
    public void ensureVpc(String vpc, Cidr cidr) {}

    @Override
    public void deleteVpc(String vpc) {}

    @Override
    public Set<String> vpcs() {
        return Set.of();
    }

    @Override
    public NetworkInterface attach(String vpc, String id, Inet4Address address, int prefix, Optional<String> mac) {
        NetworkInterface made =
                new NetworkInterface(vpc, id, address.getHostAddress(), prefix, mac.orElse("0a:00:00:00:00:01"));
        attached.put(id, made);
        return made;
    }

    @Override
    public NetworkInterface attachService(String vpc, String id, Inet4Address address) {
        return attach(vpc, id, address, 16, Optional.empty());
    }

    @Override
    public void detach(String vpc, String id) {
        attached.remove(id);
    }

    @Override
    public List<NetworkInterface> interfaces(String vpc) {
        return attached.values().stream().filter(each -> each.vpc().equals(vpc)).toList();
    }

    @Override
    public void applyRules(String vpc, String id, List<TrafficRule> ingress, List<TrafficRule> egress) {}

    @Override
    public void setGroupMembers(String vpc, String group, Set<Inet4Address> members) {}

    /** Six addresses, two of which are the host's. */
    @Override
    public Cidr publicPool() {
        return Cidr.parse("203.0.113.0/29");
    }

    @Override
    public void associate(Inet4Address publicAddress, String vpc, String id) {}

    @Override
    public void disassociate(Inet4Address publicAddress) {}

    @Override
    public void egress(String vpc, String id, Optional<Inet4Address> publicAddress) {}

    @Override
    public Egress egress() {
        return new Egress.Closed("this is paper");
    }

    @Override
    public ServerSocketChannel listen(String vpc, Inet4Address address, int port) throws IOException {
        ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listening.put(vpc, listener.socket().getLocalPort());
        return listener;
    }

    @Override
    public DatagramChannel listenDatagram(String vpc, Inet4Address address, int port) throws IOException {
        return DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @Override
    public SocketChannel connect(
            String vpc, Optional<Inet4Address> source, Inet4Address target, int port, int timeoutMillis)
            throws IOException {
        throw new IOException("nobody is at " + target.getHostAddress());
    }

    @Override
    public <T> T call(String vpc, Callable<T> body) throws IOException {
        throw new IOException("there is no " + vpc);
    }

    @Override
    public void reconcile(Set<String> vpcs, Set<String> interfaces) {}
}
