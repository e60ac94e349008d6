package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.linux.NetworkNamespace;
import dev.cloudlet.sandbox.network.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The router of a VPC: a namespace with the uplink to the hub and a link to each machine. */
record VpcNamespace(NetworkNamespace namespace, Tools tools) {
    /** Makes it afresh. */
    void create(Vpc vpc, NetworkNamespace hub) throws IOException {
        namespace.delete();
        namespace.create();
        namespace.call(() -> {
            Path ipv4 = Path.of("/proc/sys/net/ipv4");
            Files.writeString(ipv4.resolve("ip_forward"), "1");
            // Strict on every link that comes: a machine cannot send under an address that is not its own.
            Files.writeString(ipv4.resolve("conf/all/rp_filter"), "0");
            Files.writeString(ipv4.resolve("conf/default/rp_filter"), "1");
            Files.writeString(ipv4.resolve("conf/all/send_redirects"), "0");
            Files.writeString(ipv4.resolve("conf/default/send_redirects"), "0");
            return vpc;
        });
        tools.filter(namespace, Ruleset.base());
        tools.batch(namespace, """
                link set lo up
                addr add 169.254.169.254/32 dev lo
                addr add 169.254.169.253/32 dev lo
                addr add 169.254.169.252/32 dev lo
                link add igw0 type veth peer name %s netns %s
                addr add %s/30 dev igw0
                link set igw0 up
                route add default via %s
                """.formatted(vpc.hubLink(), hub.name(), vpc.ownAddress(), vpc.hubAddress()));
    }

    /** Adds an interface: a link with a namespace of its own for a machine, or an address of the router for a service. */
    void add(Vpc.Attached attached, NetworkNamespace own) throws IOException {
        if (attached.service()) {
            tools.batch(namespace, "addr replace %s/32 dev lo\n".formatted(attached.address()));
            return;
        }
        String link = Ruleset.link(attached.id());
        if (own.exists()) {
            Hub.removeLink(tools, namespace, link);
            own.delete();
        }
        own.create();
        String gateway =
                Cidr.parse(attached.address() + "/" + attached.prefix()).at(1).getHostAddress();
        tools.batch(namespace, """
                link add %1$s type veth peer name eth0 address %2$s netns %3$s
                link set %1$s up
                addr replace %4$s/32 dev lo
                route replace %5$s/32 dev %1$s
                """.formatted(link, attached.mac(), own.name(), gateway, attached.address()));
        tools.batch(own, """
                link set lo up
                addr add %1$s/%2$d dev eth0 noprefixroute
                link set eth0 up
                route add %3$s dev eth0
                route add default via %3$s src %1$s
                """.formatted(attached.address(), attached.prefix(), gateway));
    }

    /** Takes an interface away, of which the VPC knows no more; what it leaves in the tables goes first. */
    void remove(Vpc.Attached attached, List<Vpc.Translation> remaining, NetworkNamespace own) throws IOException {
        boolean translated =
                attached.publicAddress().isPresent() || attached.egressAddress().isPresent();
        String script =
                (translated ? Ruleset.addresses(remaining) : "") + (attached.ruled() ? Ruleset.forget(attached) : "");
        if (!script.isEmpty()) {
            tools.filter(namespace, script);
        }
        if (attached.service()) {
            tools.batch(namespace, "addr del %s/32 dev lo\n".formatted(attached.address()));
            return;
        }
        Hub.removeLink(tools, namespace, Ruleset.link(attached.id()));
        own.delete();
    }
}
