package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Ec2Error;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes a VPC with what came with it, unless there is still something of the user's in it. */
@Component
final class VpcDeletion {
    /** In each of these nothing must be left; the user's own parts are those that a new VPC does not have. */
    private static final List<String> LEFT = List.of(
            "SELECT 1 FROM subnet WHERE vpc_id = :vpc",
            "SELECT 1 FROM network_interface WHERE vpc_id = :vpc",
            "SELECT 1 FROM internet_gateway WHERE vpc_id = :vpc",
            "SELECT 1 FROM route_table WHERE vpc_id = :vpc AND NOT main",
            "SELECT 1 FROM security_group WHERE vpc_id = :vpc AND name <> 'default'");

    private static final List<String> OWN = List.of(
            "DELETE FROM security_group WHERE vpc_id = :vpc",
            "DELETE FROM route_table WHERE vpc_id = :vpc",
            "DELETE FROM network_acl WHERE vpc_id = :vpc");

    private final JdbcClient jdbc;
    private final Vpcs vpcs;

    VpcDeletion(JdbcClient jdbc, Vpcs vpcs) {
        this.jdbc = jdbc;
        this.vpcs = vpcs;
    }

    void delete(Vpc vpc) {
        for (String query : LEFT) {
            if (!jdbc.sql(query + " LIMIT 1")
                    .param("vpc", vpc.id())
                    .query(Integer.class)
                    .list()
                    .isEmpty()) {
                throw Ec2Error.DEPENDENCY_VIOLATION.of(
                        "The vpc '%s' has dependencies and cannot be deleted.", vpc.id());
            }
        }
        OWN.forEach(statement -> jdbc.sql(statement).param("vpc", vpc.id()).update());
        vpcs.remove(vpc);
    }
}
