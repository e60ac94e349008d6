package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.NetworkInterface;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a VPC besides what its namespace holds itself. Kept as a file that a host restart forgets along with
 * the namespace.
 *
 * @param id the VPC's id
 * @param cidr its addresses
 * @param index its place at the hub, from which the addresses of its uplink follow
 * @param attached its interfaces by their ids
 */
record Vpc(String id, String cidr, int index, Map<String, Attached> attached) {
    /** The most VPCs a hub has room for: each uplink takes four addresses of 169.254.192.0/18, less what AWS names. */
    static final int PLACES = 4096;

    Vpc {
        attached = Map.copyOf(attached);
    }

    /**
     * An interface.
     *
     * @param service whether this process answers at the address instead of a machine
     * @param ruled whether security group rules were applied
     * @param publicAddress an address of the pool that leads here, or empty
     * @param egressAddress an address of the pool under which it goes out only, or empty
     */
    record Attached(
            String id,
            String address,
            int prefix,
            String mac,
            boolean service,
            boolean ruled,
            Optional<String> publicAddress,
            Optional<String> egressAddress) {
        Attached withRules() {
            return new Attached(id, address, prefix, mac, service, true, publicAddress, egressAddress);
        }

        Attached withPublic(Optional<String> value) {
            return new Attached(id, address, prefix, mac, service, ruled, value, egressAddress);
        }

        Attached withEgress(Optional<String> value) {
            return new Attached(id, address, prefix, mac, service, ruled, publicAddress, value);
        }

        NetworkInterface in(String vpc) {
            return new NetworkInterface(vpc, id, address, prefix, mac);
        }
    }

    /** A private address and the public one it has outside; {@code inward} when that also leads in. */
    record Translation(String inside, String outside, boolean inward) {}

    Vpc with(Attached one) {
        var all = new TreeMap<>(attached);
        all.put(one.id(), one);
        return new Vpc(id, cidr, index, all);
    }

    Vpc without(String interfaceId) {
        var all = new TreeMap<>(attached);
        all.remove(interfaceId);
        return new Vpc(id, cidr, index, all);
    }

    List<Translation> translations() {
        var all = new ArrayList<Translation>();
        for (Attached each : attached.values()) {
            each.publicAddress()
                    .map(outside -> new Translation(each.address(), outside, true))
                    .or(() -> each.egressAddress().map(outside -> new Translation(each.address(), outside, false)))
                    .ifPresent(all::add);
        }
        return all;
    }

    /** The hub's end of the uplink. */
    Inet4Address hubAddress() {
        return uplinks().at(1);
    }

    /** The VPC's end of the uplink. */
    Inet4Address ownAddress() {
        return uplinks().at(2);
    }

    /** The name of the hub's end of the uplink. */
    String hubLink() {
        return "v" + index;
    }

    private Cidr uplinks() {
        return new Cidr((169 << 24) | (254 << 16) | (192 << 8) | 0, 18).slice(30, index);
    }
}
