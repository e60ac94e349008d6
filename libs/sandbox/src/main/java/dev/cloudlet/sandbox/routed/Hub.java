package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.linux.AddressWatch;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.HostRoutes;
import dev.cloudlet.sandbox.linux.NetworkNamespace;
import dev.cloudlet.sandbox.linux.Nftables;
import dev.cloudlet.sandbox.linux.Rtnetlink;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.Networks;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The namespace between the host and the VPCs: it knows which VPC has which public address, and has the way out. The
 * host's own firewall and forwarding stay untouched, because nothing is forwarded there.
 */
final class Hub {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    /** Set aside for tests of network devices (RFC 2544), so never an address of the real internet. */
    private static final Cidr POOLS = Cidr.parse("198.18.0.0/15");

    private static final int POOL_PREFIX = 20;
    private static final int SLOTS = 32;

    private final CloudName cloud;
    private final Nftables nftables;
    private final Slots slots;
    private final Slirp slirp;

    /** The addresses of the host that machines cannot reach, as this process has last told the hub; empty for none. */
    private String refused = "";

    private @Nullable AddressWatch watch;

    Hub(CloudName cloud, Nftables nftables, Path memory) {
        this.cloud = cloud;
        this.nftables = nftables;
        this.slots = new Slots(Path.of("/run/cloudlet/slots"), cloud, memory);
        this.slirp = new Slirp(cloud, namespace());
    }

    NetworkNamespace namespace() {
        return cloud.namespace("hub");
    }

    private String hostLink() {
        return "cl" + cloud.value() + "u";
    }

    /** Makes the hub unless it is there, and gives the public addresses it stands for. */
    synchronized Cidr ensure() throws IOException {
        List<Cidr> taken = HostRoutes.read();
        int slot = slots.claim(
                SLOTS, candidate -> taken.stream().noneMatch(POOLS.slice(POOL_PREFIX, candidate)::overlaps));
        Cidr pool = POOLS.slice(POOL_PREFIX, slot);
        if (namespace().exists() && Files.exists(Path.of("/sys/class/net", hostLink())) && Files.exists(ready())) {
            return pool;
        }
        delete();
        NetworkNamespace hub = namespace();
        hub.create();
        hub.call(() -> {
            Path ipv4 = Path.of("/proc/sys/net/ipv4");
            Files.writeString(ipv4.resolve("ip_forward"), "1");
            Files.writeString(ipv4.resolve("conf/default/rp_filter"), "1");
            Files.writeString(ipv4.resolve("conf/all/send_redirects"), "0");
            Files.writeString(ipv4.resolve("conf/default/send_redirects"), "0");
            return pool;
        });
        Cidr link = Cidr.parse("169.254.64.0/24").slice(30, slot);
        Inet4Address own = link.at(2);
        Rtnetlink.changeHost(network -> {
            network.addPair(hostLink(), "host0", hub);
            network.addAddress(hostLink(), link.at(1), link.prefix());
            network.setUp(hostLink());
        });
        Rtnetlink.change(hub, network -> {
            network.setUp("lo");
            network.addAddress("host0", own, link.prefix());
            network.setUp("host0");
            network.refuse(pool, 1000);
        });
        // Machines answer the host but never begin to talk to it: what it serves on all of its addresses is not for
        // them.
        nftables.apply(hub, """
                table inet hub {
                  set host { type ipv4_addr; }
                  chain forward {
                    type filter hook forward priority filter; policy accept;
                    ct state established,related accept
                    oifname "host0" drop
                    oifname "tap0" ip daddr @host drop
                    oifname "tap0" ip daddr %s meta l4proto { tcp, udp } th dport 53 accept
                    oifname "tap0" ip daddr { 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16, 168.63.129.16 } drop
                  }
                  chain input {
                    type filter hook input priority filter; policy drop;
                    ct state established,related accept
                    iifname { "lo", "host0" } accept
                  }
                  chain postrouting {
                    type nat hook postrouting priority srcnat;
                    oifname "tap0" masquerade
                  }
                }
                """.formatted(Slirp.NAMESERVER));
        Rtnetlink.changeHost(network -> network.route(pool, own));
        Files.writeString(ready(), pool.toString());
        LOG.info("public addresses {} lead to this cloud's machines", pool);
        return pool;
    }

    private Path ready() {
        return cloud.runDirectory().resolve("hub");
    }

    /** Links a VPC to the hub. */
    void link(Vpc vpc) throws IOException {
        Rtnetlink.change(namespace(), network -> {
            network.addAddress(vpc.hubLink(), vpc.hubAddress(), 30);
            network.setUp(vpc.hubLink());
        });
    }

    /** Takes a VPC's link away, if it is there. */
    void unlink(Vpc vpc) throws IOException {
        if (namespace().exists()) {
            Rtnetlink.change(namespace(), network -> network.removeLink(vpc.hubLink()));
        }
    }

    /** Leads a public address to a VPC. */
    void lead(String publicAddress, Vpc vpc) throws IOException {
        Rtnetlink.change(namespace(), network -> network.route(Cidr.parse(publicAddress), vpc.ownAddress()));
    }

    /** Leads a public address nowhere. */
    void forget(String publicAddress) throws IOException {
        Rtnetlink.change(namespace(), network -> network.removeRoute(Cidr.parse(publicAddress)));
    }

    Networks.Egress egress() {
        Networks.Egress egress = slirp.ensure();
        if (egress instanceof Networks.Egress.Open) {
            refuseHost();
        }
        return egress;
    }

    private synchronized void refuseHost() {
        try {
            if (watch == null) {
                watch = AddressWatch.start(this::refuseHostAgain);
            }
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.FAILED, "cannot watch the host's addresses: " + e.getMessage(), e);
        }
        refuseHostAsItIs();
    }

    private synchronized void refuseHostAgain() {
        if (!refused.isEmpty()) {
            try {
                refuseHostAsItIs();
            } catch (SandboxException e) {
                LOG.error("{}", e.getMessage());
            }
        }
    }

    // The way out speaks from the host, to which its own addresses are as good as its loopback.
    private void refuseHostAsItIs() {
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            String own = all.flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .distinct()
                    .collect(Collectors.joining(", "));
            if (!own.equals(refused)) {
                String add = own.isEmpty() ? "" : "add element inet hub host { " + own + " }\n";
                nftables.apply(namespace(), "flush set inet hub host\n" + add);
                refused = own;
            }
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.FAILED, "cannot keep machines from the host: " + e.getMessage(), e);
        }
    }

    /** Lets go of what this process has of it; the hub itself stays. */
    synchronized void close() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    /** Removes the hub and the host's end of it. */
    synchronized void delete() throws IOException {
        refused = "";
        slirp.stop();
        Rtnetlink.changeHost(network -> network.removeLink(hostLink()));
        namespace().delete();
        Files.deleteIfExists(ready());
    }

    /** Gives the public addresses back for other sandboxes. */
    synchronized void release() throws IOException {
        delete();
        slots.release();
    }
}
