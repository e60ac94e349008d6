package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Place;
import dev.cloudlet.sandbox.network.Cidr;
import java.util.Map;

/**
 * A part of a VPC in one zone.
 *
 * @param zone such as {@code us-east-1a}
 * @param publicAddresses whether an instance gets a public address unless it says otherwise
 */
public record Subnet(
        Place place,
        String id,
        String vpcId,
        String zone,
        Cidr cidr,
        boolean defaultForZone,
        boolean publicAddresses,
        Map<String, String> tags) {

    /** Its ARN. */
    public String arn() {
        return place.ec2Arn("subnet/" + id);
    }
}
