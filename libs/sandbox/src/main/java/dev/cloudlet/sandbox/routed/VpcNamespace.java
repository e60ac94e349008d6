package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.linux.NetworkNamespace;
import dev.cloudlet.sandbox.linux.Nftables;
import dev.cloudlet.sandbox.linux.Rtnetlink;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.Networks;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The router of a VPC: a namespace with the uplink to the hub and a link to each machine. */
record VpcNamespace(NetworkNamespace namespace, Nftables nftables) {
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
        nftables.apply(namespace, Ruleset.base());
        Rtnetlink.change(namespace, network -> {
            network.setUp("lo");
            network.addAddress("lo", Networks.METADATA, 32);
            network.addAddress("lo", Networks.NAMESERVER, 32);
            network.addAddress("lo", Networks.ENDPOINT, 32);
            network.addPair("igw0", vpc.hubLink(), hub);
            network.addAddress("igw0", vpc.ownAddress(), 30);
            network.setUp("igw0");
            network.route(Cidr.ANYWHERE, vpc.hubAddress());
        });
    }

    /** Adds an interface: a link with a namespace of its own for a machine, or an address of the router for a service. */
    void add(Vpc.Attached attached, NetworkNamespace own) throws IOException {
        Inet4Address address = Cidr.addressOf(attached.address());
        if (attached.service()) {
            Rtnetlink.change(namespace, network -> network.addAddress("lo", address, 32));
            return;
        }
        String link = Ruleset.link(attached.id());
        Inet4Address gateway =
                Cidr.parse(attached.address() + "/" + attached.prefix()).at(1);
        if (own.exists()) {
            Rtnetlink.change(namespace, network -> network.removeLink(link));
            own.delete();
        }
        own.create();
        Rtnetlink.change(namespace, network -> {
            network.addPair(link, "eth0", attached.mac(), own);
            network.setUp(link);
            network.addAddress("lo", gateway, 32);
            network.route(Cidr.of(address), link);
        });
        Rtnetlink.change(own, network -> {
            network.setUp("lo");
            network.addAddressAlone("eth0", address, attached.prefix());
            network.setUp("eth0");
            network.route(Cidr.of(gateway), "eth0");
            network.route(Cidr.ANYWHERE, gateway, address);
        });
    }

    /** Takes an interface away, of which the VPC knows no more; what it leaves in the tables goes first. */
    void remove(Vpc.Attached attached, List<Vpc.Translation> remaining, NetworkNamespace own) throws IOException {
        boolean translated =
                attached.publicAddress().isPresent() || attached.egressAddress().isPresent();
        String script =
                (translated ? Ruleset.addresses(remaining) : "") + (attached.ruled() ? Ruleset.forget(attached) : "");
        if (!script.isEmpty()) {
            nftables.apply(namespace, script);
        }
        if (attached.service()) {
            Inet4Address address = Cidr.addressOf(attached.address());
            Rtnetlink.change(namespace, network -> network.removeAddress("lo", address, 32));
            return;
        }
        Rtnetlink.change(namespace, network -> network.removeLink(Ruleset.link(attached.id())));
        own.delete();
    }
}
