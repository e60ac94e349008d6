package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.NetworkNamespace;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.Networks;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final Pattern ROUTE = Pattern.compile("(?m)^(?:\\w+ )?(\\d+\\.\\d+\\.\\d+\\.\\d+(?:/\\d+)?) ");

    private final CloudName cloud;
    private final Tools tools;
    private final Slots slots;
    private final Slirp slirp;

    Hub(CloudName cloud, Tools tools, Path memory) {
        this.cloud = cloud;
        this.tools = tools;
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
        int slot = slots.claim(SLOTS, this::isFree);
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
        String host = link.at(1).getHostAddress();
        String own = link.at(2).getHostAddress();
        tools.onHost("link", "add", hostLink(), "type", "veth", "peer", "name", "host0", "netns", hub.name());
        tools.onHost("addr", "add", host + "/30", "dev", hostLink());
        tools.onHost("link", "set", hostLink(), "up");
        tools.batch(hub, """
                link set lo up
                addr add %s/30 dev host0
                link set host0 up
                route add unreachable %s metric 1000
                """.formatted(own, pool));
        // Machines answer the host but never begin to talk to it: what it serves on all of its addresses is not for
        // them.
        tools.filter(hub, """
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
        tools.onHost("route", "replace", pool.toString(), "via", own);
        Files.writeString(ready(), pool.toString());
        LOG.info("public addresses {} lead to this cloud's machines", pool);
        return pool;
    }

    private Path ready() {
        return cloud.runDirectory().resolve("hub");
    }

    private boolean isFree(int slot) {
        Cidr pool = POOLS.slice(POOL_PREFIX, slot);
        var route = ROUTE.matcher(tools.onHost("-4", "route", "show"));
        while (route.find()) {
            if (Cidr.parse(route.group(1)).overlaps(pool)) {
                return false;
            }
        }
        return true;
    }

    /** Links a VPC to the hub. */
    void link(Vpc vpc) {
        tools.batch(namespace(), """
                addr replace %s/30 dev %s
                link set %s up
                """.formatted(vpc.hubAddress(), vpc.hubLink(), vpc.hubLink()));
    }

    /** Takes a VPC's link away, if it is there. */
    void unlink(Vpc vpc) throws IOException {
        if (namespace().exists()) {
            removeLink(tools, namespace(), vpc.hubLink());
        }
    }

    static void removeLink(Tools tools, NetworkNamespace namespace, String link) {
        try {
            tools.batch(namespace, "link del " + link + "\n");
        } catch (SandboxException e) {
            if (!e.getMessage().contains("Cannot find device")) {
                throw e;
            }
        }
    }

    /** Leads a public address to a VPC. */
    void lead(String publicAddress, Vpc vpc) {
        tools.batch(namespace(), "route replace %s/32 via %s\n".formatted(publicAddress, vpc.ownAddress()));
    }

    /** Leads a public address nowhere. */
    void forget(String publicAddress) {
        try {
            tools.batch(namespace(), "route del %s/32\n".formatted(publicAddress));
        } catch (SandboxException e) {
            if (!e.getMessage().contains("No such process")) {
                throw e;
            }
        }
    }

    Networks.Egress egress() {
        Networks.Egress egress = slirp.ensure();
        if (egress instanceof Networks.Egress.Open) {
            refuseHost();
        }
        return egress;
    }

    // The way out speaks from the host, to which its own addresses are as good as its loopback.
    private void refuseHost() {
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            String own = all.flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .distinct()
                    .collect(Collectors.joining(", "));
            String add = own.isEmpty() ? "" : "add element inet hub host { " + own + " }\n";
            tools.filter(namespace(), "flush set inet hub host\n" + add);
        } catch (SocketException e) {
            throw new SandboxException(
                    SandboxException.Reason.FAILED, "cannot list the host's addresses: " + e.getMessage(), e);
        }
    }

    /** Removes the hub and the host's end of it. */
    synchronized void delete() throws IOException {
        slirp.stop();
        if (Files.exists(Path.of("/sys/class/net", hostLink()))) {
            tools.onHost("link", "del", hostLink());
        }
        namespace().delete();
        Files.deleteIfExists(ready());
    }

    /** Gives the public addresses back for other sandboxes. */
    synchronized void release() throws IOException {
        delete();
        slots.release();
    }
}
