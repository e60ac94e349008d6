package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.vpc.Vpc;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the group that a request names, for a caller who may do what it wants with it. */
final class GroupAccess {
    private GroupAccess() {}

    /** Asks for permission before it tells whether the group is there. A name is one of the default VPC. */
    static SecurityGroup allowed(
            SecurityGroups groups, Vpcs vpcs, Call call, String action, @Nullable String id, @Nullable String name) {
        Place place = Place.of(call);
        if (id != null) {
            call.authorize(action, place.ec2Arn("security-group/" + id));
            return groups.require(place, List.of(id)).getFirst();
        }
        if (name == null) {
            call.authorize(action, place.ec2Arn("security-group/*"));
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter groupName or groupId");
        }
        Optional<SecurityGroup> found =
                vpcs.defaultOf(place).map(Vpc::id).flatMap(vpc -> groups.named(place, vpc, name));
        call.authorize(action, found.map(SecurityGroup::arn).orElse(place.ec2Arn("security-group/*")));
        return found.orElseThrow(() ->
                Ec2Error.INVALID_GROUP_NOT_FOUND.of("The security group '%s' does not exist in default VPC", name));
    }
}
