package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.NetworkNamespace;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.network.Networks;
import dev.cloudlet.sandbox.network.TrafficRule;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The networks of one sandbox. One lock orders what changes VPCs; sockets are opened outside of it. */
public final class RoutedNetworks implements Networks {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern MAC = Pattern.compile("([0-9a-f]{2}:){5}[0-9a-f]{2}");
    private static final Cidr LINK_LOCAL = Cidr.parse("169.254.0.0/16");

    private final ReentrantLock changing = new ReentrantLock();
    private final CloudName cloud;
    private final Tools tools;
    private final Hub hub;
    private final VpcFiles files;
    private final Sockets sockets;

    /** Networks of the sandbox of that name and directory; UNAVAILABLE when a tool is missing. */
    public RoutedNetworks(CloudName cloud, Path stateDirectory) throws IOException {
        this.cloud = cloud;
        this.tools = Tools.find();
        this.hub = new Hub(cloud, tools, stateDirectory.resolve("public-addresses"));
        this.files = new VpcFiles(cloud);
        this.sockets = new Sockets(cloud);
    }

    /** The namespace a machine on this interface lives in. */
    public NetworkNamespace namespace(NetworkInterface of) {
        return cloud.namespace("i-" + of.id());
    }

    private NetworkNamespace namespace(Vpc vpc) {
        return VpcFiles.namespace(cloud, vpc.id());
    }

    @Override
    public void ensureVpc(String vpc, Cidr cidr) {
        requireId(vpc);
        changed(() -> {
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
            new VpcNamespace(namespace(made), tools).create(made, hub.namespace());
            hub.link(made);
            files.save(made);
        });
    }

    @Override
    public void deleteVpc(String vpc) {
        requireId(vpc);
        changed(() -> {
            Optional<Vpc> known = files.find(vpc);
            if (known.isEmpty()) {
                VpcFiles.namespace(cloud, vpc).delete();
                return;
            }
            sockets.closeAll(vpc);
            for (String id : known.get().attached().keySet()) {
                remove(vpc, id);
            }
            hub.unlink(known.get());
            namespace(known.get()).delete();
            files.delete(vpc);
        });
    }

    @Override
    public Set<String> vpcs() {
        return files.all().stream().map(Vpc::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public NetworkInterface attach(String vpc, String id, Inet4Address address, int prefix, Optional<String> mac) {
        if (prefix < 8 || prefix > 30) {
            throw new SandboxException(Reason.INVALID, "subnet prefix out of range 8-30: " + prefix);
        }
        String hardware = mac.orElseGet(() -> Addresses.macOf(address));
        if (!MAC.matcher(hardware).matches()) {
            throw new SandboxException(Reason.INVALID, "not a hardware address: " + hardware);
        }
        return attach(vpc, attached(id, address, prefix, hardware, false));
    }

    @Override
    public NetworkInterface attachService(String vpc, String id, Inet4Address address) {
        return attach(vpc, attached(id, address, 32, Addresses.macOf(address), true));
    }

    private static Vpc.Attached attached(String id, Inet4Address address, int prefix, String mac, boolean service) {
        requireId(id);
        return new Vpc.Attached(
                id, address.getHostAddress(), prefix, mac, service, false, Optional.empty(), Optional.empty());
    }

    private NetworkInterface attach(String vpcId, Vpc.Attached wanted) {
        return changing(() -> {
            Vpc vpc = files.require(vpcId);
            for (Vpc.Attached other : vpc.attached().values()) {
                boolean same = other.id().equals(wanted.id());
                boolean sameAddress = other.address().equals(wanted.address());
                if (same && sameAddress && other.service() == wanted.service()) {
                    return other.in(vpcId);
                }
                if (same || sameAddress) {
                    throw new SandboxException(
                            Reason.ALREADY_EXISTS, "interface " + other.id() + " has the address " + other.address());
                }
            }
            NetworkInterface made = wanted.in(vpcId);
            new VpcNamespace(namespace(vpc), tools).add(wanted, namespace(made));
            files.save(vpc.with(wanted));
            return made;
        });
    }

    @Override
    public void detach(String vpc, String id) {
        changed(() -> remove(vpc, id));
    }

    private void remove(String vpcId, String id) throws IOException {
        Optional<Vpc> vpc = files.find(vpcId);
        if (vpc.isEmpty() || !vpc.get().attached().containsKey(id)) {
            return;
        }
        Vpc.Attached gone = Addresses.of(vpc.get(), id);
        Vpc after = vpc.get().without(id);
        files.save(after);
        new VpcNamespace(namespace(after), tools).remove(gone, after.translations(), namespace(gone.in(vpcId)));
        gone.publicAddress().ifPresent(this::leadAgain);
        gone.egressAddress().ifPresent(this::leadAgain);
    }

    @Override
    public List<NetworkInterface> interfaces(String vpc) {
        return files.require(vpc).attached().values().stream()
                .map(each -> each.in(vpc))
                .toList();
    }

    @Override
    public void applyRules(String vpcId, String id, List<TrafficRule> ingress, List<TrafficRule> egress) {
        changed(() -> {
            Vpc vpc = files.require(vpcId);
            Vpc.Attached attached = Addresses.of(vpc, id);
            tools.filter(namespace(vpc), Ruleset.rules(attached, ingress, egress));
            if (!attached.ruled()) {
                files.save(vpc.with(attached.withRules()));
            }
        });
    }

    @Override
    public void setGroupMembers(String vpcId, String group, Set<Inet4Address> members) {
        changed(() -> tools.filter(namespace(files.require(vpcId)), Ruleset.members(group, members)));
    }

    @Override
    public Cidr publicPool() {
        return changing(hub::ensure);
    }

    @Override
    public void associate(Inet4Address publicAddress, String vpcId, String id) {
        String address = publicAddress.getHostAddress();
        changed(() -> {
            Cidr pool = hub.ensure();
            if (!pool.contains(publicAddress)) {
                throw new SandboxException(Reason.INVALID, address + " is not in the pool " + pool);
            }
            Addresses.of(files.require(vpcId), id);
            for (Vpc each : files.all()) {
                take(each, address, each.id().equals(vpcId) ? id : "");
            }
            Vpc vpc = files.require(vpcId);
            translate(vpc.with(Addresses.of(vpc, id).withPublic(Optional.of(address))));
            leadAgain(address);
        });
        hub.egress();
    }

    @Override
    public void disassociate(Inet4Address publicAddress) {
        String address = publicAddress.getHostAddress();
        changed(() -> {
            for (Vpc each : files.all()) {
                take(each, address, "");
            }
            leadAgain(address);
        });
    }

    private void take(Vpc vpc, String address, String exceptFrom) {
        for (Vpc.Attached each : vpc.attached().values()) {
            if (each.publicAddress().filter(address::equals).isPresent()
                    && !each.id().equals(exceptFrom)) {
                translate(vpc.with(each.withPublic(Optional.empty())));
            }
        }
    }

    @Override
    public void egress(String vpcId, String id, Optional<Inet4Address> publicAddress) {
        changed(() -> {
            Vpc vpc = files.require(vpcId);
            Vpc.Attached before = Addresses.of(vpc, id);
            translate(vpc.with(before.withEgress(publicAddress.map(Inet4Address::getHostAddress))));
            before.egressAddress().ifPresent(this::leadAgain);
            publicAddress.map(Inet4Address::getHostAddress).ifPresent(this::leadAgain);
        });
        if (publicAddress.isPresent()) {
            hub.egress();
        }
    }

    private void translate(Vpc vpc) {
        tools.filter(namespace(vpc), Ruleset.addresses(vpc.translations()));
        files.save(vpc);
    }

    // An address leads to where it is somebody's own, else to where it is shared for going out, else nowhere.
    private void leadAgain(String address) {
        Optional<Vpc> shared = Optional.empty();
        for (Vpc vpc : files.all()) {
            for (Vpc.Attached each : vpc.attached().values()) {
                if (each.publicAddress().filter(address::equals).isPresent()) {
                    hub.lead(address, vpc);
                    return;
                }
                if (each.egressAddress().filter(address::equals).isPresent()) {
                    shared = Optional.of(vpc);
                }
            }
        }
        shared.ifPresentOrElse(vpc -> hub.lead(address, vpc), () -> hub.forget(address));
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
    public void reconcile(Set<String> vpcs, Set<String> interfaces) {
        changed(() -> {
            for (Vpc vpc : files.all()) {
                for (String id : vpc.attached().keySet()) {
                    if (!interfaces.contains(id)) {
                        remove(vpc.id(), id);
                    }
                }
                if (!vpcs.contains(vpc.id())) {
                    deleteVpc(vpc.id());
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

    /** Closes the sockets that were opened in VPCs. */
    public void close() {
        sockets.closeAll();
    }

    /** Gives the public addresses back; for a sandbox without VPCs. */
    public void release() {
        changed(hub::release);
    }

    private interface Change {
        void run() throws IOException;
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private void changed(Change change) {
        changing(() -> {
            change.run();
            return this;
        });
    }

    private <T> T changing(Step<T> step) {
        changing.lock();
        try {
            return step.run();
        } catch (IOException e) {
            throw new SandboxException(Reason.FAILED, "network: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new SandboxException(Reason.FAILED, "network: " + e.getMessage(), e);
        } finally {
            changing.unlock();
        }
    }

    private static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new SandboxException(Reason.INVALID, "not an id: " + id);
        }
    }
}
