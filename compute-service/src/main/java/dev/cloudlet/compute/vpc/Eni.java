package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Place;
import dev.cloudlet.sandbox.network.Cidr;
import java.net.Inet4Address;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An elastic network interface.
 *
 * @param address its private address, dotted
 * @param mac six hexadecimal pairs with colons
 * @param kind EC2's interface type, such as {@code interface}
 * @param requester who made it for an AWS service, such as {@code amazon-elb}; empty for a user's
 * @param instanceId the instance it belongs to, empty for none
 */
public record Eni(
        Place place,
        String id,
        String subnetId,
        String vpcId,
        String zone,
        String address,
        String mac,
        Optional<String> publicAddress,
        List<String> groupIds,
        String description,
        String kind,
        Optional<String> requester,
        Optional<String> instanceId,
        Instant created,
        Map<String, String> tags) {

    /** The private address as sockets take it. */
    public Inet4Address inetAddress() {
        return Cidr.addressOf(address);
    }
}
