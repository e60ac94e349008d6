package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.sandbox.network.Cidr;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The subnets of each region. */
@Component
public final class Subnets {
    /** The first four addresses and the last one of a subnet are AWS's own. */
    static final int RESERVED = 5;

    private final JdbcClient jdbc;
    private final Tags tags;
    private final DefaultVpc seed;

    public Subnets(JdbcClient jdbc, Tags tags, DefaultVpc seed) {
        this.jdbc = jdbc;
        this.tags = tags;
        this.seed = seed;
    }

    /** All of a region, in the order of their ids. */
    public List<Subnet> list(Place place) {
        seed.ensure(place);
        List<Subnet> found = jdbc.sql("SELECT * FROM subnet WHERE account = :account AND region = :region ORDER BY id")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> subnet(row, Map.of()))
                .list();
        return tags.on(place, found, Subnet::id, Subnets::tagged);
    }

    /** The subnet, or InvalidSubnetID.NotFound. */
    public Subnet get(Place place, String id) {
        return list(place).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Error.INVALID_SUBNET_ID_NOT_FOUND.of("The subnet ID '%s' does not exist", id));
    }

    /** The default subnet of a zone. */
    public Optional<Subnet> defaultOf(Place place, String zone) {
        return list(place).stream()
                .filter(each -> each.defaultForZone() && each.zone().equals(zone))
                .findFirst();
    }

    /** How many addresses each subnet has left, by id. */
    Map<String, Long> free(List<Subnet> of) {
        Map<String, Long> used = new HashMap<>();
        jdbc.sql("SELECT subnet_id, count(*) FROM network_interface WHERE subnet_id = ANY (:ids) GROUP BY subnet_id")
                .param("ids", of.stream().map(Subnet::id).toArray(String[]::new))
                .query(row -> {
                    used.put(row.getString(1), row.getLong(2));
                });
        Map<String, Long> free = new HashMap<>();
        of.forEach(each -> free.put(each.id(), each.cidr().size() - RESERVED - used.getOrDefault(each.id(), 0L)));
        return free;
    }

    void add(Subnet subnet) {
        jdbc.sql("""
                        INSERT INTO subnet
                            (account, region, id, vpc_id, zone, cidr, default_for_zone, public_addresses)
                        VALUES (:account, :region, :id, :vpc, :zone, :cidr, :defaultForZone, :public)
                        """)
                .param("account", subnet.place().account())
                .param("region", subnet.place().region())
                .param("id", subnet.id())
                .param("vpc", subnet.vpcId())
                .param("zone", subnet.zone())
                .param("cidr", subnet.cidr().toString())
                .param("defaultForZone", subnet.defaultForZone())
                .param("public", subnet.publicAddresses())
                .update();
    }

    void publicAddresses(String id, boolean wanted) {
        jdbc.sql("UPDATE subnet SET public_addresses = :wanted WHERE id = :id")
                .param("wanted", wanted)
                .param("id", id)
                .update();
    }

    void remove(Subnet subnet) {
        jdbc.sql("DELETE FROM subnet WHERE id = :id").param("id", subnet.id()).update();
        tags.forget(subnet.place(), subnet.id());
    }

    private static Subnet subnet(ResultSet row, Map<String, String> tags) throws SQLException {
        return new Subnet(
                new Place(row.getString("account"), row.getString("region")),
                row.getString("id"),
                row.getString("vpc_id"),
                row.getString("zone"),
                Cidr.parse(row.getString("cidr")),
                row.getBoolean("default_for_zone"),
                row.getBoolean("public_addresses"),
                tags);
    }

    private static Subnet tagged(Subnet each, Map<String, String> tags) {
        return new Subnet(
                each.place(),
                each.id(),
                each.vpcId(),
                each.zone(),
                each.cidr(),
                each.defaultForZone(),
                each.publicAddresses(),
                tags);
    }
}
