package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.sandbox.network.Cidr;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Network interfaces: who has which address in which subnet. */
@Component
public final class Enis {
    private static final Pattern ADDRESS = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final int RANDOM_TRIES = 32;
    private static final long FIRST_FREE = 4;

    private final JdbcClient jdbc;
    private final Tags tags;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Enis(JdbcClient jdbc, Tags tags, Clock clock) {
        this.jdbc = jdbc;
        this.tags = tags;
        this.clock = clock;
    }

    /**
     * What an interface is to be like.
     *
     * @param address a certain address of the subnet; empty for any free one
     * @param groupIds security groups of the subnet's VPC
     * @param kind EC2's interface type, such as {@code interface}
     * @param requester an AWS service, such as {@code amazon-elb}; empty for a user's
     */
    public record Wanted(
            Subnet subnet,
            Optional<String> address,
            List<String> groupIds,
            String description,
            String kind,
            Optional<String> requester,
            Optional<String> instanceId) {}

    /** Makes an interface: gives it an address that nobody else in the VPC has. Nothing is attached yet. */
    public Eni create(Wanted wanted) {
        String id = ResourceIds.random("eni");
        byte[] hardware = new byte[6];
        random.nextBytes(hardware);
        hardware[0] = 0x0a;
        String mac = HexFormat.ofDelimiter(":").formatHex(hardware);
        if (wanted.address().isPresent()) {
            String address = wanted.address().get();
            requireUsable(wanted.subnet(), address);
            if (!insert(id, mac, address, wanted)) {
                throw Ec2Error.INVALID_IP_ADDRESS_IN_USE.of("Address %s is in use.", address);
            }
        } else if (!insertAnywhere(id, mac, wanted)) {
            throw Ec2Error.INSUFFICIENT_FREE_ADDRESSES.of(
                    "There are not enough free addresses in subnet '%s' to satisfy the requested number of instances.",
                    wanted.subnet().id());
        }
        return find(id).orElseThrow();
    }

    private static void requireUsable(Subnet subnet, String address) {
        Cidr block = subnet.cidr();
        if (!ADDRESS.matcher(address).matches() || !block.contains(Cidr.addressOf(address))) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "Address %s does not fall within the subnet's address range", address);
        }
        for (long offset : new long[] {0, 1, 2, 3, block.size() - 1}) {
            if (block.at(offset).getHostAddress().equals(address)) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of("Address %s is in subnet's reserved address range", address);
            }
        }
    }

    private boolean insertAnywhere(String id, String mac, Wanted wanted) {
        Cidr block = wanted.subnet().cidr();
        long room = block.size() - Subnets.RESERVED;
        for (int tries = 0; tries < RANDOM_TRIES; tries++) {
            String address = block.at(FIRST_FREE + random.nextLong(room)).getHostAddress();
            if (insert(id, mac, address, wanted)) {
                return true;
            }
        }
        for (long offset = 0; offset < room; offset++) {
            if (insert(id, mac, block.at(FIRST_FREE + offset).getHostAddress(), wanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean insert(String id, String mac, String address, Wanted wanted) {
        Subnet subnet = wanted.subnet();
        return jdbc.sql("""
                        INSERT INTO network_interface (account, region, id, subnet_id, vpc_id, zone, address, mac,
                            group_ids, description, kind, requester, instance_id, created)
                        VALUES (:account, :region, :id, :subnet, :vpc, :zone, :address::inet, :mac,
                            :groups, :description, :kind, :requester, :instance, :created)
                        ON CONFLICT (vpc_id, address) DO NOTHING
                        """)
                        .param("account", subnet.place().account())
                        .param("region", subnet.place().region())
                        .param("id", id)
                        .param("subnet", subnet.id())
                        .param("vpc", subnet.vpcId())
                        .param("zone", subnet.zone())
                        .param("address", address)
                        .param("mac", mac)
                        .param("groups", wanted.groupIds().toArray(String[]::new))
                        .param("description", wanted.description())
                        .param("kind", wanted.kind())
                        .param("requester", wanted.requester().orElse(null))
                        .param("instance", wanted.instanceId().orElse(null))
                        .param("created", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** The interface of whatever region. */
    public Optional<Eni> find(String id) {
        return jdbc.sql("SELECT * FROM network_interface WHERE id = :id")
                .param("id", id)
                .query((row, n) -> eni(row, Map.of()))
                .optional();
    }

    /** Who has a private address in a VPC. */
    public Optional<Eni> at(String vpcId, String address) {
        return jdbc.sql("SELECT * FROM network_interface WHERE vpc_id = :vpc AND address = :address::inet")
                .param("vpc", vpcId)
                .param("address", address)
                .query((row, n) -> eni(row, Map.of()))
                .optional();
    }

    /** Who has a public address. */
    public Optional<Eni> withPublicAddress(String address) {
        return jdbc.sql("SELECT * FROM network_interface WHERE public_address = :address::inet")
                .param("address", address)
                .query((row, n) -> eni(row, Map.of()))
                .optional();
    }

    /** All of a region, in the order of their ids. */
    public List<Eni> list(Place place) {
        List<Eni> found = jdbc.sql(
                        "SELECT * FROM network_interface WHERE account = :account AND region = :region ORDER BY id")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> eni(row, Map.of()))
                .list();
        return tags.on(place, found, Eni::id, Enis::tagged);
    }

    /** Those in a security group. */
    public List<Eni> inGroup(String groupId) {
        return jdbc.sql("SELECT * FROM network_interface WHERE group_ids @> ARRAY[:group]::text[] ORDER BY id")
                .param("group", groupId)
                .query((row, n) -> eni(row, Map.of()))
                .list();
    }

    /** All ids of the whole cloud, and those of the VPCs they are in. */
    public Map<String, String> vpcsById() {
        Map<String, String> all = new HashMap<>();
        // Every interface is wanted: it is what there is to be compared with the host.
        jdbc.sql("SELECT id, vpc_id FROM network_interface").query(row -> {
            all.put(row.getString(1), row.getString(2));
        });
        return all;
    }

    /** Replaces its security groups. */
    public void groups(String id, List<String> groupIds) {
        jdbc.sql("UPDATE network_interface SET group_ids = :groups WHERE id = :id")
                .param("groups", groupIds.toArray(String[]::new))
                .param("id", id)
                .update();
    }

    /** Notes its public address, or that it has none. False if another interface has that address. */
    public boolean publicAddress(String id, Optional<String> address) {
        return jdbc.sql("""
                        UPDATE network_interface SET public_address = :address::inet
                        WHERE id = :id AND NOT EXISTS (
                            SELECT 1 FROM network_interface other
                            WHERE other.public_address = :address::inet AND other.id <> :id)
                        """)
                        .param("address", address.orElse(null))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Deletes the record; the address is free again. */
    public void remove(Eni eni) {
        jdbc.sql("DELETE FROM network_interface WHERE id = :id")
                .param("id", eni.id())
                .update();
        tags.forget(eni.place(), eni.id());
    }

    private static Eni eni(ResultSet row, Map<String, String> tags) throws SQLException {
        return new Eni(
                new Place(row.getString("account"), row.getString("region")),
                row.getString("id"),
                row.getString("subnet_id"),
                row.getString("vpc_id"),
                row.getString("zone"),
                row.getString("address"),
                row.getString("mac"),
                Optional.ofNullable(row.getString("public_address")),
                List.of((String[]) row.getArray("group_ids").getArray()),
                row.getString("description"),
                row.getString("kind"),
                Optional.ofNullable(row.getString("requester")),
                Optional.ofNullable(row.getString("instance_id")),
                row.getTimestamp("created").toInstant(),
                tags);
    }

    private static Eni tagged(Eni each, Map<String, String> tags) {
        return new Eni(
                each.place(),
                each.id(),
                each.subnetId(),
                each.vpcId(),
                each.zone(),
                each.address(),
                each.mac(),
                each.publicAddress(),
                each.groupIds(),
                each.description(),
                each.kind(),
                each.requester(),
                each.instanceId(),
                each.created(),
                tags);
    }
}
