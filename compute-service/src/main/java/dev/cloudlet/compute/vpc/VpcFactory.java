package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.sandbox.network.Cidr;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes a VPC with what every VPC has from its first moment: a main route table, a network ACL, a security group. */
@Component
final class VpcFactory {
    private final JdbcClient jdbc;

    VpcFactory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was made.
     *
     * @param routeTableId its main one
     */
    record Made(String vpcId, String routeTableId) {}

    Made make(Place place, Cidr cidr, boolean isDefault) {
        String vpc = ResourceIds.random("vpc");
        jdbc.sql("""
                        INSERT INTO vpc (account, region, id, cidr, is_default, dns_hostnames)
                        VALUES (:account, :region, :id, :cidr, :isDefault, :isDefault)
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("id", vpc)
                .param("cidr", cidr.toString())
                .param("isDefault", isDefault)
                .update();
        String routeTable = part(place, vpc, "rtb", """
                INSERT INTO route_table (account, region, id, vpc_id, main) VALUES (:account, :region, :id, :vpc, true)
                """);
        jdbc.sql("INSERT INTO route_table_association (id, route_table_id) VALUES (:id, :table)")
                .param("id", ResourceIds.random("rtbassoc"))
                .param("table", routeTable)
                .update();
        part(
                place,
                vpc,
                "acl",
                "INSERT INTO network_acl (account, region, id, vpc_id) VALUES (:account, :region, :id, :vpc)");
        String group = part(place, vpc, "sg", """
                INSERT INTO security_group (account, region, id, vpc_id, name, description)
                VALUES (:account, :region, :id, :vpc, 'default', 'default VPC security group')
                """);
        groupRules(place, group);
        return new Made(vpc, routeTable);
    }

    // Members of the default group reach each other, and it lets everything out.
    private void groupRules(Place place, String group) {
        for (boolean egress : new boolean[] {false, true}) {
            jdbc.sql("""
                            INSERT INTO security_group_rule
                                (account, region, id, group_id, egress, protocol, from_port, to_port, cidr, peer_group)
                            VALUES (:account, :region, :id, :group, :egress, '-1', -1, -1,
                                CASE WHEN :egress THEN '0.0.0.0/0' END, CASE WHEN :egress THEN NULL ELSE :group END)
                            """)
                    .param("account", place.account())
                    .param("region", place.region())
                    .param("id", ResourceIds.random("sgr"))
                    .param("group", group)
                    .param("egress", egress)
                    .update();
        }
    }

    private String part(Place place, String vpc, String prefix, String insert) {
        String id = ResourceIds.random(prefix);
        jdbc.sql(insert)
                .param("account", place.account())
                .param("region", place.region())
                .param("id", id)
                .param("vpc", vpc)
                .update();
        return id;
    }
}
