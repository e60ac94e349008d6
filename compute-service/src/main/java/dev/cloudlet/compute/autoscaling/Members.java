package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The instances of groups. */
@Component
class Members {
    private final JdbcClient jdbc;

    Members(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of a group, the one launched first being the first. */
    List<Member> of(GroupKey group) {
        return jdbc.sql("""
                        SELECT * FROM auto_scaling_instance
                        WHERE account = :account AND region = :region AND group_name = :name ORDER BY launched, id
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("name", group.name())
                .query(Members::member)
                .list();
    }

    /** Those of a region, by the names of their groups. */
    Map<String, List<Member>> of(Place place) {
        Map<String, List<Member>> found = new TreeMap<>();
        jdbc.sql("""
                        SELECT * FROM auto_scaling_instance WHERE account = :account AND region = :region
                        ORDER BY launched, id
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .query(row -> {
                    found.computeIfAbsent(row.getString("group_name"), name -> new ArrayList<>())
                            .add(member(row, 0));
                });
        return found;
    }

    /** The group that an instance is in. */
    Optional<GroupKey> groupOf(String id) {
        return jdbc.sql("SELECT * FROM auto_scaling_instance WHERE id = :id")
                .param("id", id)
                .query((row, n) -> new GroupKey(
                        new Place(row.getString("account"), row.getString("region")), row.getString("group_name")))
                .optional();
    }

    Optional<Member> find(String id) {
        return jdbc.sql("SELECT * FROM auto_scaling_instance WHERE id = :id")
                .param("id", id)
                .query(Members::member)
                .optional();
    }

    /** These instances of a group, or ValidationError. */
    List<Member> require(GroupKey group, List<String> ids) {
        Map<String, Member> all = of(group).stream().collect(Collectors.toMap(Member::id, Function.identity()));
        return ids.stream()
                .distinct()
                .map(id -> Optional.ofNullable(all.get(id))
                        .orElseThrow(() -> ScalingError.VALIDATION_ERROR.of(
                                "The instance %s is not part of Auto Scaling group %s.", id, group.name())))
                .toList();
    }

    void add(GroupKey group, Member member) {
        jdbc.sql("""
                        INSERT INTO auto_scaling_instance (account, region, group_name, id, zone, phase, protected, type,
                            template_id, template_name, template_version, launched, in_service, activity)
                        VALUES (:account, :region, :group, :id, :zone, :phase, :protected, :type,
                            :template, :templateName, :version, :launched, :inService, :activity)
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("group", group.name())
                .param("id", member.id())
                .param("zone", member.zone())
                .param("phase", member.phase().name())
                .param("protected", member.isProtected())
                .param("type", member.type())
                .param("template", member.template().map(Member.Template::id).orElse(null))
                .param(
                        "templateName",
                        member.template().map(Member.Template::name).orElse(null))
                .param(
                        "version",
                        member.template().map(Member.Template::version).orElse(null))
                .param("launched", Timestamp.from(member.launched()))
                .param("inService", member.inService().map(Timestamp::from).orElse(null))
                .param("activity", member.activity().orElse(null))
                .update();
    }

    /** Moves an instance on, if its present phase allows that. */
    boolean move(String id, Phase to) {
        return jdbc.sql("UPDATE auto_scaling_instance SET phase = :to WHERE id = :id AND phase = ANY (:from)")
                        .param("to", to.name())
                        .param("id", id)
                        .param(
                                "from",
                                Arrays.stream(Phase.values())
                                        .filter(each -> each.next().contains(to))
                                        .map(Enum::name)
                                        .toArray(String[]::new))
                        .update()
                == 1;
    }

    void inService(String id, Instant now) {
        jdbc.sql("UPDATE auto_scaling_instance SET in_service = coalesce(in_service, :now) WHERE id = :id")
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    void health(String id, boolean healthy, Optional<String> cause) {
        jdbc.sql("UPDATE auto_scaling_instance SET healthy = :healthy, unhealthy_cause = :cause WHERE id = :id")
                .param("healthy", healthy)
                .param("cause", cause.orElse(null))
                .param("id", id)
                .update();
    }

    void protect(String id, boolean wanted) {
        jdbc.sql("UPDATE auto_scaling_instance SET protected = :wanted WHERE id = :id")
                .param("wanted", wanted)
                .param("id", id)
                .update();
    }

    void activity(String id, String activity) {
        jdbc.sql("UPDATE auto_scaling_instance SET activity = :activity WHERE id = :id")
                .param("activity", activity)
                .param("id", id)
                .update();
    }

    void remove(String id) {
        jdbc.sql("DELETE FROM auto_scaling_instance WHERE id = :id")
                .param("id", id)
                .update();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        String template = row.getString("template_id");
        return new Member(
                row.getString("id"),
                row.getString("zone"),
                Phase.valueOf(row.getString("phase")),
                row.getBoolean("healthy"),
                Optional.ofNullable(row.getString("unhealthy_cause")),
                row.getBoolean("protected"),
                row.getString("type"),
                template == null
                        ? Optional.empty()
                        : Optional.of(new Member.Template(
                                template, row.getString("template_name"), row.getString("template_version"))),
                row.getTimestamp("launched").toInstant(),
                Optional.ofNullable(row.getTimestamp("in_service")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("activity")));
    }
}
