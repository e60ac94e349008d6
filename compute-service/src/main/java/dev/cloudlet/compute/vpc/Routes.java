package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.tag.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Route tables, internet gateways and network ACLs. */
@Component
final class Routes {
    private final JdbcClient jdbc;
    private final Tags tags;
    private final DefaultVpc seed;

    Routes(JdbcClient jdbc, Tags tags, DefaultVpc seed) {
        this.jdbc = jdbc;
        this.tags = tags;
        this.seed = seed;
    }

    /** A route table. */
    record Table(
            String id,
            String vpcId,
            boolean main,
            List<Route> routes,
            List<Association> associations,
            Map<String, String> tags) {}

    /** A route to an internet gateway. */
    record Route(String destination, String gatewayId) {}

    /** Which subnet uses a table; the main table's own names none. */
    record Association(String id, Optional<String> subnetId) {}

    /** An internet gateway, attached to a VPC or not. */
    record Gateway(String id, Optional<String> vpcId, Map<String, String> tags) {}

    /** A VPC's default network ACL, which lets everything through. */
    record Acl(String id, String vpcId, Map<String, String> tags) {}

    List<Table> tables(Place place) {
        seed.ensure(place);
        List<Table> found = jdbc.sql(
                        "SELECT * FROM route_table WHERE account = :account AND region = :region ORDER BY id")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> new Table(
                        row.getString("id"),
                        row.getString("vpc_id"),
                        row.getBoolean("main"),
                        List.of(),
                        List.of(),
                        Map.of()))
                .list();
        return tags.on(
                place,
                found,
                Table::id,
                (each, its) -> new Table(
                        each.id(), each.vpcId(), each.main(), routes(each.id()), associations(each.id()), its));
    }

    private List<Route> routes(String table) {
        return jdbc.sql("SELECT destination, gateway_id FROM route WHERE route_table_id = :table ORDER BY destination")
                .param("table", table)
                .query((row, n) -> new Route(row.getString(1), row.getString(2)))
                .list();
    }

    private List<Association> associations(String table) {
        return jdbc.sql("SELECT id, subnet_id FROM route_table_association WHERE route_table_id = :table ORDER BY id")
                .param("table", table)
                .query((row, n) -> new Association(row.getString(1), Optional.ofNullable(row.getString(2))))
                .list();
    }

    List<Gateway> gateways(Place place) {
        seed.ensure(place);
        List<Gateway> found = jdbc.sql(
                        "SELECT id, vpc_id FROM internet_gateway WHERE account = :account AND region = :region ORDER BY id")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> new Gateway(row.getString(1), Optional.ofNullable(row.getString(2)), Map.of()))
                .list();
        return tags.on(place, found, Gateway::id, (each, its) -> new Gateway(each.id(), each.vpcId(), its));
    }

    List<Acl> acls(Place place) {
        seed.ensure(place);
        List<Acl> found = jdbc.sql(
                        "SELECT id, vpc_id FROM network_acl WHERE account = :account AND region = :region ORDER BY id")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> new Acl(row.getString(1), row.getString(2), Map.of()))
                .list();
        return tags.on(place, found, Acl::id, (each, its) -> new Acl(each.id(), each.vpcId(), its));
    }
}
