package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/** The instance refreshes of groups, as described. Kept for six weeks, as AWS does. */
@Component
class Refreshes {
    private static final Duration KEPT = Duration.ofDays(42);

    private final JdbcClient jdbc;
    private final Clock clock;

    Refreshes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One that has not ended.
     *
     * @param begun instances that were launched before are to be replaced
     * @param total how many there were; empty before it has looked
     * @param stuck since when nothing can be done; empty while something can
     */
    record Active(Instant begun, Optional<Integer> total, Optional<Instant> stuck, InstanceRefresh document) {}

    /** All of a group, the newest first. */
    List<InstanceRefresh> list(GroupKey group) {
        return jdbc.sql("""
                        SELECT document FROM instance_refresh
                        WHERE account = :account AND region = :region AND group_name = :group ORDER BY number DESC
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("group", group.name())
                .query((row, n) -> ModelJson.read(row.getString(1), InstanceRefresh.builder()))
                .list();
    }

    Optional<Active> active(GroupKey group) {
        return jdbc.sql("""
                        SELECT * FROM instance_refresh
                        WHERE account = :account AND region = :region AND group_name = :group AND active
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("group", group.name())
                .query(Refreshes::active)
                .optional();
    }

    /** What the group launches at present: what it is being refreshed to, else its own. */
    LaunchTemplateSpecification template(ScalingGroup group) {
        return active(group.key())
                .map(each -> each.document().desiredConfiguration())
                .map(DesiredConfiguration::launchTemplate)
                .orElse(group.document().launchTemplate());
    }

    /** Adds one to a group that is locked and has none that is active. */
    void add(GroupKey group, InstanceRefresh document) {
        Instant now = clock.instant();
        jdbc.sql("DELETE FROM instance_refresh WHERE begun < :old")
                .param("old", Timestamp.from(now.minus(KEPT)))
                .update();
        jdbc.sql("""
                        INSERT INTO instance_refresh (account, region, group_name, id, begun, active, document)
                        VALUES (:account, :region, :group, :id, :now, true, :document::jsonb)
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("group", group.name())
                .param("id", document.instanceRefreshId())
                .param("now", Timestamp.from(now))
                .param("document", ModelJson.write(document))
                .update();
    }

    /** Notes how far it has come; one with an end is active no more. */
    void save(Active refresh) {
        jdbc.sql("""
                        UPDATE instance_refresh
                        SET document = :document::jsonb, active = :active, total = :total::int,
                            stuck = (:stuck)::timestamptz
                        WHERE id = :id
                        """)
                .param("document", ModelJson.write(refresh.document()))
                .param("active", refresh.document().endTime() == null)
                .param("total", refresh.total().orElse(null))
                .param("stuck", refresh.stuck().map(Timestamp::from).orElse(null))
                .param("id", refresh.document().instanceRefreshId())
                .update();
    }

    private static Active active(ResultSet row, int number) throws SQLException {
        int total = row.getInt("total");
        boolean looked = !row.wasNull();
        return new Active(
                row.getTimestamp("begun").toInstant(),
                looked ? Optional.of(total) : Optional.empty(),
                Optional.ofNullable(row.getTimestamp("stuck")).map(Timestamp::toInstant),
                ModelJson.read(row.getString("document"), InstanceRefresh.builder()));
    }
}
