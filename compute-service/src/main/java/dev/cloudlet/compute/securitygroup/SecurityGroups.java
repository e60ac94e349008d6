package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.compute.vpc.DefaultVpc;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.sandbox.network.TrafficRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The security groups of each region. */
@Component
public final class SecurityGroups {
    private final JdbcClient jdbc;
    private final Tags tags;
    private final DefaultVpc seed;

    public SecurityGroups(JdbcClient jdbc, Tags tags, DefaultVpc seed) {
        this.jdbc = jdbc;
        this.tags = tags;
        this.seed = seed;
    }

    /** All of a region, in the order of their ids. */
    public List<SecurityGroup> list(Place place) {
        seed.ensure(place);
        Map<String, List<Rule>> rules = new HashMap<>();
        rules(place).forEach(rule -> rules.computeIfAbsent(rule.groupId(), id -> new ArrayList<>())
                .add(rule));
        List<SecurityGroup> found = jdbc.sql(
                        "SELECT * FROM security_group WHERE account = :account AND region = :region ORDER BY id")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> group(row, rules.getOrDefault(row.getString("id"), List.of())))
                .list();
        return tags.on(
                place,
                found,
                SecurityGroup::id,
                (each, its) -> new SecurityGroup(
                        place, each.id(), each.vpcId(), each.name(), each.description(), each.rules(), its));
    }

    /** The groups of these ids, in their order, or InvalidGroup.NotFound. */
    public List<SecurityGroup> require(Place place, Collection<String> ids) {
        Map<String, SecurityGroup> all = new HashMap<>();
        list(place).forEach(each -> all.put(each.id(), each));
        return ids.stream()
                .distinct()
                .map(id -> {
                    SecurityGroup found = all.get(id);
                    if (found == null) {
                        throw notFound(id);
                    }
                    return found;
                })
                .toList();
    }

    /** The group of this name in a VPC. */
    public Optional<SecurityGroup> named(Place place, String vpcId, String name) {
        return list(place).stream()
                .filter(each -> each.vpcId().equals(vpcId) && each.name().equals(name))
                .findFirst();
    }

    /** The VPC of a group of whatever region. */
    public Optional<String> vpcOf(String groupId) {
        return jdbc.sql("SELECT vpc_id FROM security_group WHERE id = :id")
                .param("id", groupId)
                .query(String.class)
                .optional();
    }

    /** The names of a region's groups, by their ids. */
    public Map<String, String> names(Place place) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("SELECT id, name FROM security_group WHERE account = :account AND region = :region")
                .param("account", place.account())
                .param("region", place.region())
                .query(row -> {
                    names.put(row.getString(1), row.getString(2));
                });
        return names;
    }

    /** What the groups together let in, or out. */
    public List<TrafficRule> traffic(Collection<String> groupIds, boolean egress) {
        return jdbc
                .sql("SELECT * FROM security_group_rule WHERE group_id = ANY (:groups) AND egress = :egress")
                .param("groups", groupIds.toArray(String[]::new))
                .param("egress", egress)
                .query((row, n) -> rule(row))
                .list()
                .stream()
                .flatMap(rule -> rule.traffic().stream())
                .distinct()
                .toList();
    }

    /** The rules of a region, in the order of their ids. */
    List<Rule> rules(Place place) {
        return jdbc.sql("SELECT * FROM security_group_rule WHERE account = :account AND region = :region ORDER BY id")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> rule(row))
                .list();
    }

    /** The ids of the groups that have a rule about this one, and of nobody else. */
    List<String> referringTo(String groupId) {
        return jdbc.sql("""
                        SELECT DISTINCT group_id FROM security_group_rule
                        WHERE peer_group = :group AND group_id <> :group ORDER BY group_id
                        """).param("group", groupId).query(String.class).list();
    }

    void add(SecurityGroup group) {
        jdbc.sql("""
                        INSERT INTO security_group (account, region, id, vpc_id, name, description)
                        VALUES (:account, :region, :id, :vpc, :name, :description)
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("id", group.id())
                .param("vpc", group.vpcId())
                .param("name", group.name())
                .param("description", group.description())
                .update();
        group.rules().forEach(rule -> add(group.place(), rule));
    }

    /** Adds a rule; false if the group has it already. */
    boolean add(Place place, Rule rule) {
        return jdbc.sql("""
                        INSERT INTO security_group_rule (account, region, id, group_id, egress, protocol,
                            from_port, to_port, cidr, cidr6, peer_group, description)
                        VALUES (:account, :region, :id, :group, :egress, :protocol,
                            :from, :to, :cidr, :cidr6, :peer, :description)
                        ON CONFLICT (group_id, egress, protocol, from_port, to_port, cidr, cidr6, peer_group) DO NOTHING
                        """)
                        .param("account", place.account())
                        .param("region", place.region())
                        .param("id", rule.id())
                        .param("group", rule.groupId())
                        .param("egress", rule.egress())
                        .param("protocol", rule.protocol())
                        .param("from", rule.fromPort())
                        .param("to", rule.toPort())
                        .param("cidr", rule.peer() instanceof Rule.Peer.Cidr4(String cidr) ? cidr : null)
                        .param("cidr6", rule.peer() instanceof Rule.Peer.Cidr6(String cidr) ? cidr : null)
                        .param("peer", rule.peer() instanceof Rule.Peer.Group(String group) ? group : null)
                        .param("description", rule.description().orElse(null))
                        .update()
                == 1;
    }

    void remove(Rule rule) {
        jdbc.sql("DELETE FROM security_group_rule WHERE id = :id")
                .param("id", rule.id())
                .update();
    }

    void remove(SecurityGroup group) {
        jdbc.sql("DELETE FROM security_group WHERE id = :id")
                .param("id", group.id())
                .update();
        tags.forget(group.place(), group.id());
    }

    static AwsException notFound(String id) {
        return ResourceIds.isFormed("sg", id)
                ? Ec2Error.INVALID_GROUP_NOT_FOUND.of("The security group '%s' does not exist", id)
                : Ec2Error.INVALID_GROUP_ID_MALFORMED.of("Invalid id: \"%s\" (expecting \"sg-...\")", id);
    }

    private static SecurityGroup group(ResultSet row, List<Rule> rules) throws SQLException {
        return new SecurityGroup(
                new Place(row.getString("account"), row.getString("region")),
                row.getString("id"),
                row.getString("vpc_id"),
                row.getString("name"),
                row.getString("description"),
                rules,
                Map.of());
    }

    private static Rule rule(ResultSet row) throws SQLException {
        String cidr = row.getString("cidr");
        String cidr6 = row.getString("cidr6");
        String group = row.getString("peer_group");
        return new Rule(
                row.getString("id"),
                row.getString("group_id"),
                row.getBoolean("egress"),
                row.getString("protocol"),
                row.getInt("from_port"),
                row.getInt("to_port"),
                cidr != null
                        ? new Rule.Peer.Cidr4(cidr)
                        : cidr6 != null ? new Rule.Peer.Cidr6(cidr6) : new Rule.Peer.Group(group),
                Optional.ofNullable(row.getString("description")));
    }
}
