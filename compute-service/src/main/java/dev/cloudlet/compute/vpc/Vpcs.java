package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.sandbox.network.Cidr;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The VPCs of each region; the default one is made when somebody first looks. */
@Component
public final class Vpcs {
    private final JdbcClient jdbc;
    private final Tags tags;
    private final DefaultVpc seed;

    public Vpcs(JdbcClient jdbc, Tags tags, DefaultVpc seed) {
        this.jdbc = jdbc;
        this.tags = tags;
        this.seed = seed;
    }

    /** All of a region, in the order of their ids. */
    public List<Vpc> list(Place place) {
        seed.ensure(place);
        List<Vpc> found = jdbc.sql("SELECT * FROM vpc WHERE account = :account AND region = :region ORDER BY id")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> vpc(row))
                .list();
        return tags.on(place, found, Vpc::id, Vpcs::tagged);
    }

    /** The VPC, or InvalidVpcID.NotFound. */
    public Vpc get(Place place, String id) {
        return list(place).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Error.INVALID_VPC_ID_NOT_FOUND.of("The vpc ID '%s' does not exist", id));
    }

    /** The default VPC; empty when somebody has deleted it. */
    public Optional<Vpc> defaultOf(Place place) {
        return list(place).stream().filter(Vpc::isDefault).findFirst();
    }

    /** The VPC of whatever region, without its tags. */
    public Optional<Vpc> find(String id) {
        return jdbc.sql("SELECT * FROM vpc WHERE id = :id")
                .param("id", id)
                .query((row, n) -> vpc(row))
                .optional();
    }

    /** The block of a VPC of whatever region. */
    public Optional<Cidr> cidr(String id) {
        return jdbc.sql("SELECT cidr FROM vpc WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(Cidr::parse);
    }

    void add(Vpc vpc) {
        jdbc.sql("""
                        INSERT INTO vpc (account, region, id, cidr, is_default, dns_support, dns_hostnames)
                        VALUES (:account, :region, :id, :cidr, :isDefault, :support, :hostnames)
                        """)
                .param("account", vpc.place().account())
                .param("region", vpc.place().region())
                .param("id", vpc.id())
                .param("cidr", vpc.cidr().toString())
                .param("isDefault", vpc.isDefault())
                .param("support", vpc.dnsSupport())
                .param("hostnames", vpc.dnsHostnames())
                .update();
    }

    void dns(String id, boolean support, boolean hostnames) {
        jdbc.sql("UPDATE vpc SET dns_support = :support, dns_hostnames = :hostnames WHERE id = :id")
                .param("support", support)
                .param("hostnames", hostnames)
                .param("id", id)
                .update();
    }

    void remove(Vpc vpc) {
        jdbc.sql("DELETE FROM vpc WHERE id = :id").param("id", vpc.id()).update();
        tags.forget(vpc.place(), vpc.id());
    }

    private static Vpc vpc(ResultSet row) throws SQLException {
        return new Vpc(
                new Place(row.getString("account"), row.getString("region")),
                row.getString("id"),
                Cidr.parse(row.getString("cidr")),
                row.getBoolean("is_default"),
                row.getBoolean("dns_support"),
                row.getBoolean("dns_hostnames"),
                Map.of());
    }

    private static Vpc tagged(Vpc vpc, Map<String, String> tags) {
        return new Vpc(vpc.place(), vpc.id(), vpc.cidr(), vpc.isDefault(), vpc.dnsSupport(), vpc.dnsHostnames(), tags);
    }
}
