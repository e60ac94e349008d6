package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.region.Zones;
import dev.cloudlet.sandbox.network.Cidr;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What every region of every account begins with, made when somebody first looks.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html">Default VPC components</a>
 */
@Component
public final class DefaultVpc {
    private static final Cidr BLOCK = Cidr.parse("172.31.0.0/16");
    private static final int SUBNET_PREFIX = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final VpcFactory factory;

    DefaultVpc(JdbcClient jdbc, TransactionTemplate transaction, VpcFactory factory) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.factory = factory;
    }

    /** Makes it unless it is, or has ever been, there. */
    public void ensure(Place place) {
        boolean seeded = jdbc.sql("SELECT 1 FROM seeded_region WHERE account = :account AND region = :region")
                .param("account", place.account())
                .param("region", place.region())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!seeded) {
            transaction.executeWithoutResult(status -> makeOnce(place));
        }
    }

    private void makeOnce(Place place) {
        // Of several at once the others wait here for the first one's commit.
        int first = jdbc.sql(
                        "INSERT INTO seeded_region (account, region) VALUES (:account, :region) ON CONFLICT DO NOTHING")
                .param("account", place.account())
                .param("region", place.region())
                .update();
        if (first == 0) {
            return;
        }
        VpcFactory.Made made = factory.make(place, BLOCK, true);
        long offset = 0;
        for (Zones.Zone zone : Zones.of(place.region())) {
            Cidr block = Cidr.parse(BLOCK.at(offset).getHostAddress() + "/" + SUBNET_PREFIX);
            offset += block.size();
            subnet(place, made.vpcId(), zone.name(), block);
        }
        gateway(place, made);
    }

    private void subnet(Place place, String vpc, String zone, Cidr block) {
        jdbc.sql("""
                        INSERT INTO subnet
                            (account, region, id, vpc_id, zone, cidr, default_for_zone, public_addresses)
                        VALUES (:account, :region, :id, :vpc, :zone, :cidr, true, true)
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("id", ResourceIds.random("subnet"))
                .param("vpc", vpc)
                .param("zone", zone)
                .param("cidr", block.toString())
                .update();
    }

    private void gateway(Place place, VpcFactory.Made made) {
        String gateway = ResourceIds.random("igw");
        jdbc.sql("""
                        INSERT INTO internet_gateway (account, region, id, vpc_id)
                        VALUES (:account, :region, :id, :vpc)
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("id", gateway)
                .param("vpc", made.vpcId())
                .update();
        jdbc.sql("INSERT INTO route (route_table_id, destination, gateway_id) VALUES (:table, '0.0.0.0/0', :gateway)")
                .param("table", made.routeTableId())
                .param("gateway", gateway)
                .update();
    }
}
