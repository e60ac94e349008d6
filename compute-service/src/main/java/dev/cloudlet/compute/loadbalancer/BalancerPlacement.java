package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.securitygroup.SecurityGroup;
import dev.cloudlet.compute.securitygroup.SecurityGroups;
import dev.cloudlet.compute.vpc.Subnet;
import dev.cloudlet.compute.vpc.Subnets;
import dev.cloudlet.protocol.AwsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** Where a load balancer may stand: subnets of one VPC in at least two zones, and security groups of that VPC. */
@Component
final class BalancerPlacement {
    private static final int LEAST_ZONES = 2;
    private static final int MOST_GROUPS = 5;

    private final Subnets subnets;
    private final SecurityGroups groups;

    BalancerPlacement(Subnets subnets, SecurityGroups groups) {
        this.subnets = subnets;
        this.groups = groups;
    }

    /** The subnets of a request, which names them in one of two ways. */
    List<Subnet> subnets(Place place, List<String> ids, List<SubnetMapping> mappings) {
        if (!ids.isEmpty() && !mappings.isEmpty()) {
            throw ElbError.VALIDATION_ERROR.of("You must specify either subnets or subnet mappings");
        }
        List<String> wanted = new ArrayList<>(ids);
        for (SubnetMapping mapping : mappings) {
            if (mapping.allocationId() != null || mapping.privateIPv4Address() != null) {
                throw ElbError.VALIDATION_ERROR.of(
                        "You cannot specify addresses for the subnets of an application load balancer");
            }
            wanted.add(mapping.subnetId());
        }
        if (wanted.isEmpty()) {
            throw ElbError.VALIDATION_ERROR.of("You must specify subnets from at least two Availability Zones");
        }
        List<Subnet> found =
                wanted.stream().distinct().map(id -> subnet(place, id)).toList();
        Set<String> zones = new HashSet<>();
        for (Subnet subnet : found) {
            if (!subnet.vpcId().equals(found.getFirst().vpcId())) {
                throw ElbError.INVALID_CONFIGURATION_REQUEST.of("The subnets must be from the same VPC");
            }
            if (!zones.add(subnet.zone())) {
                throw ElbError.INVALID_CONFIGURATION_REQUEST.of(
                        "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
            }
        }
        if (zones.size() < LEAST_ZONES) {
            throw ElbError.VALIDATION_ERROR.of(
                    "At least two subnets in two different Availability Zones must be specified");
        }
        return found;
    }

    private Subnet subnet(Place place, String id) {
        try {
            return subnets.get(place, id);
        } catch (AwsException missing) {
            throw ElbError.SUBNET_NOT_FOUND.of("The subnet ID '%s' does not exist", id);
        }
    }

    /** The groups of a request; the VPC's default group if it names none. */
    List<String> groups(Place place, String vpcId, List<String> ids) {
        if (ids.isEmpty()) {
            return groups.named(place, vpcId, "default").stream()
                    .map(SecurityGroup::id)
                    .toList();
        }
        if (ids.size() > MOST_GROUPS) {
            throw ElbError.INVALID_CONFIGURATION_REQUEST.of("A load balancer has at most five security groups");
        }
        try {
            for (SecurityGroup group : groups.require(place, ids)) {
                if (!group.vpcId().equals(vpcId)) {
                    throw ElbError.INVALID_CONFIGURATION_REQUEST.of(
                            "One or more security groups are invalid: '%s' is not in VPC '%s'", group.id(), vpcId);
                }
            }
        } catch (AwsException refused) {
            if (refused.code().startsWith("InvalidGroup")) {
                throw ElbError.INVALID_CONFIGURATION_REQUEST.of(
                        "One or more security groups are invalid: %s", String.join(", ", ids));
            }
            throw refused;
        }
        return ids.stream().distinct().toList();
    }
}
