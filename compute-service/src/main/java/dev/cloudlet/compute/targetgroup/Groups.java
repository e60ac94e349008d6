package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.ElbError;
import dev.cloudlet.compute.loadbalancer.StringMaps;
import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** The target groups of each region. */
@Component
public final class Groups {
    private final JdbcClient jdbc;

    public Groups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of a region, in the order of their ARNs. */
    public List<Group> list(Place place) {
        return jdbc.sql("SELECT * FROM target_group WHERE account = :account AND region = :region ORDER BY arn")
                .param("account", place.account())
                .param("region", place.region())
                .query(Groups::group)
                .list();
    }

    /** The group of whatever region. */
    public Optional<Group> find(String arn) {
        return jdbc.sql("SELECT * FROM target_group WHERE arn = :arn")
                .param("arn", arn)
                .query(Groups::group)
                .optional();
    }

    /** The group, or TargetGroupNotFound. */
    public Group require(Place place, String arn) {
        return find(arn)
                .filter(each -> each.place().equals(place))
                .orElseThrow(
                        () -> ElbError.TARGET_GROUP_NOT_FOUND.of("One or more target groups not found: '%s'", arn));
    }

    /** Which load balancers use which target group of a region, by ARNs; a group that nobody uses is not among them. */
    public Map<String, Set<String>> uses(Place place) {
        Map<String, Set<String>> uses = new HashMap<>();
        jdbc.sql("""
                        SELECT l.load_balancer, jsonb_path_query(l.document, 'strict $.**.TargetGroupArn') #>> '{}'
                        FROM listener l WHERE l.account = :account AND l.region = :region
                        UNION
                        SELECT l.load_balancer, jsonb_path_query(r.document, 'strict $.**.TargetGroupArn') #>> '{}'
                        FROM listener l JOIN listener_rule r ON r.listener = l.arn
                        WHERE l.account = :account AND l.region = :region
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .query(row -> {
                    uses.computeIfAbsent(row.getString(2), arn -> new TreeSet<>())
                            .add(row.getString(1));
                });
        return uses;
    }

    /** The load balancers that use a group. */
    public Set<String> uses(Group group) {
        return uses(group.place()).getOrDefault(group.arn(), Set.of());
    }

    boolean add(Group group) {
        return jdbc.sql("""
                        INSERT INTO target_group (account, region, arn, name, document)
                        VALUES (:account, :region, :arn, :name, :document::jsonb) ON CONFLICT DO NOTHING
                        """)
                        .param("account", group.place().account())
                        .param("region", group.place().region())
                        .param("arn", group.arn())
                        .param("name", group.name())
                        .param("document", ModelJson.write(group.document()))
                        .update()
                == 1;
    }

    void document(String arn, TargetGroup document) {
        jdbc.sql("UPDATE target_group SET document = :document::jsonb WHERE arn = :arn")
                .param("document", ModelJson.write(document))
                .param("arn", arn)
                .update();
    }

    void attributes(String arn, Map<String, String> attributes) {
        jdbc.sql("UPDATE target_group SET attributes = attributes || :attributes::jsonb WHERE arn = :arn")
                .param("attributes", StringMaps.text(attributes))
                .param("arn", arn)
                .update();
    }

    void remove(String arn) {
        jdbc.sql("DELETE FROM target_group WHERE arn = :arn").param("arn", arn).update();
    }

    /** The ARNs of the whole cloud's. */
    List<String> arns() {
        return jdbc.sql("SELECT arn FROM target_group").query(String.class).list();
    }

    private static Group group(ResultSet row, int number) throws SQLException {
        return new Group(
                new Place(row.getString("account"), row.getString("region")),
                row.getString("arn"),
                row.getString("name"),
                ModelJson.read(row.getString("document"), TargetGroup.builder()),
                StringMaps.read(row.getString("attributes")));
    }
}
