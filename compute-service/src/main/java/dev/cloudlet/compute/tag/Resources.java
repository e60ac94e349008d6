package dev.cloudlet.compute.tag;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.ErrorCode;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything that can have tags, by the prefix of its id. */
@Component
final class Resources {
    private record Kind(String type, String table, String missing, String word) {}

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("acl", new Kind("network-acl", "network_acl", "InvalidNetworkAclID", "networkAcl ID")),
            Map.entry("ami", new Kind("image", "image", "InvalidAMIID", "image id")),
            Map.entry(
                    "eni",
                    new Kind(
                            "network-interface",
                            "network_interface",
                            "InvalidNetworkInterfaceID",
                            "networkInterface ID")),
            Map.entry("i", new Kind("instance", "instance", "InvalidInstanceID", "instance ID")),
            Map.entry(
                    "igw",
                    new Kind("internet-gateway", "internet_gateway", "InvalidInternetGatewayID", "internetGateway ID")),
            Map.entry("key", new Kind("key-pair", "key_pair", "InvalidKeyPair", "key pair ID")),
            Map.entry(
                    "lt",
                    new Kind("launch-template", "launch_template", "InvalidLaunchTemplateId", "launch template ID")),
            Map.entry("rtb", new Kind("route-table", "route_table", "InvalidRouteTableID", "routeTable ID")),
            Map.entry("sg", new Kind("security-group", "security_group", "InvalidGroup", "security group ID")),
            Map.entry(
                    "sgr",
                    new Kind(
                            "security-group-rule",
                            "security_group_rule",
                            "InvalidSecurityGroupRuleId",
                            "security group rule ID")),
            Map.entry("subnet", new Kind("subnet", "subnet", "InvalidSubnetID", "subnet ID")),
            Map.entry("vpc", new Kind("vpc", "vpc", "InvalidVpcID", "vpc ID")));

    private final JdbcClient jdbc;

    Resources(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The type of a resource that is there, or the error of its kind that it is not. */
    String typeOf(Place place, String id) {
        Kind kind = kind(id);
        // The table's name is one of those above, never the client's.
        boolean there = jdbc.sql(
                        "SELECT 1 FROM " + kind.table() + " WHERE account = :account AND region = :region AND id = :id")
                .param("account", place.account())
                .param("region", place.region())
                .param("id", id)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!there) {
            throw new AwsException(
                    new NotFound(kind.missing() + ".NotFound"), "The " + kind.word() + " '" + id + "' does not exist");
        }
        return kind.type();
    }

    /** As in an ARN: the type and the id; of an unknown kind any type, so that nobody is allowed more than everything. */
    static String path(String id) {
        Kind kind = KINDS.get(prefix(id));
        return (kind == null ? "*" : kind.type()) + "/" + id;
    }

    private static Kind kind(String id) {
        Kind kind = KINDS.get(prefix(id));
        if (kind == null) {
            throw Ec2Error.INVALID_ID.of("The ID '%s' is not valid", id);
        }
        return kind;
    }

    private static String prefix(String id) {
        int dash = id.indexOf('-');
        return dash < 0 ? "" : id.substring(0, dash);
    }

    private record NotFound(String code) implements ErrorCode {
        @Override
        public int status() {
            return 400;
        }
    }
}
