package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.NetworkNamespace;
import dev.cloudlet.sandbox.linux.Nftables;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.network.Networks;
import dev.cloudlet.sandbox.network.TrafficRule;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The networks of one sandbox. One lock orders what changes VPCs; sockets are opened outside of it. */
public final class RoutedNetworks implements Networks {
    private static final Cidr LINK_LOCAL = Cidr.parse("169.254.0.0/16");

    private final Changing changing = new Changing();
    private final CloudName cloud;
    private final Nftables nftables;
    private final Hub hub;
    private final VpcFiles files;
    private final PublicAddresses addresses;
    private final Interfaces interfaces;
    private final Sockets sockets;

    /** Networks of the sandbox of that name and directory; UNAVAILABLE when a tool is missing. */
    public RoutedNetworks(CloudName cloud, Path stateDirectory) throws IOException {
        this.cloud = cloud;
        this.nftables = Nftables.find();
        this.hub = new Hub(cloud, nftables, stateDirectory.resolve("public-addresses"));
        this.files = new VpcFiles(cloud);
        this.addresses = new PublicAddresses(cloud, nftables, hub, files);
        this.interfaces = new Interfaces(cloud, nftables, files, addresses);
        this.sockets = new Sockets(cloud);
    }

    /** The namespace a machine on this interface lives in. */
    public NetworkNamespace namespace(NetworkInterface of) {
        return interfaces.namespace(of);
    }

    private NetworkNamespace namespace(Vpc vpc) {
        return VpcFiles.namespace(cloud, vpc.id());
    }

    @Override
    public void ensureVpc(String vpc, Cidr cidr) {
        Interfaces.requireId(vpc);
        changing.apply(() -> {
            Cidr pool = hub.ensure();
            if (cidr.overlaps(LINK_LOCAL) || cidr.overlaps(pool)) {
                throw new SandboxException(Reason.INVALID, "a VPC cannot have the addresses " + cidr);
            }
            Optional<Vpc> known = files.find(vpc);
            if (known.isPresent()) {
                Vpc before = known.get();
                files.save(new Vpc(vpc, cidr.toString(), before.index(), before.attached()));
                return;
            }
            Vpc made = new Vpc(vpc, cidr.toString(), files.freeIndex(), Map.of());
            hub.unlink(made);
            new VpcNamespace(namespace(made), nftables).create(made, hub.namespace());
            hub.link(made);
            files.save(made);
        });
    }

    @Override
    public void deleteVpc(String vpc) {
        Interfaces.requireId(vpc);
        changing.apply(() -> delete(vpc));
    }

    private void delete(String vpc) throws IOException {
        Optional<Vpc> known = files.find(vpc);
        if (known.isEmpty()) {
            VpcFiles.namespace(cloud, vpc).delete();
            return;
        }
        sockets.closeAll(vpc);
        for (String id : known.get().attached().keySet()) {
            interfaces.remove(vpc, id);
        }
        hub.unlink(known.get());
        namespace(known.get()).delete();
        files.delete(vpc);
    }

    @Override
    public Set<String> vpcs() {
        return files.all().stream().map(Vpc::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public NetworkInterface attach(String vpc, String id, Inet4Address address, int prefix, Optional<String> mac) {
        Vpc.Attached wanted = Interfaces.ofMachine(id, address, prefix, mac);
        return changing.take(() -> interfaces.add(vpc, wanted));
    }

    @Override
    public NetworkInterface attachService(String vpc, String id, Inet4Address address) {
        Vpc.Attached wanted = Interfaces.ofService(id, address);
        return changing.take(() -> interfaces.add(vpc, wanted));
    }

    @Override
    public void detach(String vpc, String id) {
        changing.apply(() -> interfaces.remove(vpc, id));
    }

    @Override
    public List<NetworkInterface> interfaces(String vpc) {
        return files.require(vpc).attached().values().stream()
                .map(each -> each.in(vpc))
                .toList();
    }

    @Override
    public void applyRules(String vpcId, String id, List<TrafficRule> ingress, List<TrafficRule> egress) {
        changing.apply(() -> {
            Vpc vpc = files.require(vpcId);
            Vpc.Attached attached = Addresses.of(vpc, id);
            nftables.apply(namespace(vpc), Ruleset.rules(attached, ingress, egress));
            if (!attached.ruled()) {
                files.save(vpc.with(attached.withRules()));
            }
        });
    }

    @Override
    public void setGroupMembers(String vpcId, String group, Set<Inet4Address> members) {
        changing.apply(() -> nftables.apply(namespace(files.require(vpcId)), Ruleset.members(group, members)));
    }

    @Override
    public Cidr publicPool() {
        return changing.take(hub::ensure);
    }

    @Override
    public void associate(Inet4Address publicAddress, String vpcId, String id) {
        changing.apply(() -> addresses.associate(publicAddress, vpcId, id));
        hub.egress();
    }

    @Override
    public void disassociate(Inet4Address publicAddress) {
        changing.apply(() -> addresses.disassociate(publicAddress));
    }

    @Override
    public void egress(String vpcId, String id, Optional<Inet4Address> publicAddress) {
        changing.apply(() -> addresses.share(vpcId, id, publicAddress));
        if (publicAddress.isPresent()) {
            hub.egress();
        }
    }

    @Override
    public Egress egress() {
        return hub.egress();
    }

    @Override
    public ServerSocketChannel listen(String vpc, Inet4Address address, int port) throws IOException {
        return sockets.listen(files.require(vpc), address, port);
    }

    @Override
    public DatagramChannel listenDatagram(String vpc, Inet4Address address, int port) throws IOException {
        return sockets.listenDatagram(files.require(vpc), address, port);
    }

    @Override
    public SocketChannel connect(
            String vpc, Optional<Inet4Address> source, Inet4Address target, int port, int timeoutMillis)
            throws IOException {
        return sockets.connect(files.require(vpc), source, target, port, timeoutMillis);
    }

    @Override
    public <T> T call(String vpc, Callable<T> body) throws IOException {
        return namespace(files.require(vpc)).call(body);
    }

    @Override
    public void reconcile(Set<String> vpcs, Set<String> interfaceIds) {
        changing.apply(() -> {
            for (Vpc vpc : files.all()) {
                for (String id : vpc.attached().keySet()) {
                    if (!interfaceIds.contains(id)) {
                        interfaces.remove(vpc.id(), id);
                    }
                }
                if (!vpcs.contains(vpc.id())) {
                    delete(vpc.id());
                }
            }
            Set<String> used = new HashSet<>();
            used.add(hub.namespace().name());
            for (Vpc vpc : files.all()) {
                used.add(namespace(vpc).name());
                vpc.attached()
                        .values()
                        .forEach(each -> used.add(namespace(each.in(vpc.id())).name()));
            }
            for (NetworkNamespace each : VpcFiles.namespaces(cloud)) {
                if (!used.contains(each.name())) {
                    each.delete();
                }
            }
        });
    }

    /** Removes all that a sandbox has of networks, which nobody has open any more. */
    public static void removeAll(CloudName cloud) throws IOException {
        for (NetworkNamespace each : VpcFiles.namespaces(cloud)) {
            if (!each.equals(cloud.namespace("hub"))) {
                each.delete();
            }
        }
        new Hub(cloud, Nftables.find(), cloud.runDirectory().resolve("public-addresses")).release();
    }

    /** Closes the sockets that were opened in VPCs, and whatever else is of this process. */
    public void close() {
        sockets.closeAll();
        hub.close();
    }

    /** Gives the public addresses back; for a sandbox without VPCs. */
    public void release() {
        changing.apply(hub::release);
    }
}
