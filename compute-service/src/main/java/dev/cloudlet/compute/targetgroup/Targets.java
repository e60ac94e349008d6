package dev.cloudlet.compute.targetgroup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is registered in which target group. */
@Component
public final class Targets {
    private final JdbcClient jdbc;
    private final Clock clock;

    public Targets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those of a group, in the order of their ids. */
    public List<Target> of(String groupArn) {
        return of(List.of(groupArn));
    }

    /** Those of several groups. */
    public List<Target> of(Collection<String> groupArns) {
        return jdbc.sql("SELECT * FROM target WHERE target_group = ANY (:arns) ORDER BY target_group, id, port")
                .param("arns", groupArns.toArray(String[]::new))
                .query(Targets::target)
                .list();
    }

    /** The registrations of an instance or address, in whatever groups. */
    public List<Target> registrations(String id) {
        return jdbc.sql("SELECT * FROM target WHERE id = :id ORDER BY target_group, port")
                .param("id", id)
                .query(Targets::target)
                .list();
    }

    /** Registers a target; one that is being taken out is taken in again, one that is in stays as it is. */
    void register(String groupArn, String id, int port, Optional<String> zone) {
        jdbc.sql("""
                        INSERT INTO target (target_group, id, port, zone, state, reason, description, since)
                        VALUES (:arn, :id, :port, :zone, :state, :reason, :description, :now)
                        ON CONFLICT (target_group, id, port) DO UPDATE
                        SET state = excluded.state, reason = excluded.reason, description = excluded.description,
                            passed = 0, failed = 0, since = excluded.since, checked = NULL
                        WHERE target.state = 'DRAINING'
                        """)
                .param("arn", groupArn)
                .param("id", id)
                .param("port", port)
                .param("zone", zone.orElse(null))
                .param("state", Health.REGISTERED.state().name())
                .param("reason", Health.REGISTERED.reason())
                .param("description", Health.REGISTERED.description())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Begins to take targets out; without a port, all of that id. */
    int drain(String groupArn, String id, Optional<Integer> port) {
        return jdbc.sql("""
                        UPDATE target SET state = :state, reason = :reason, description = :description, since = :now
                        WHERE target_group = :arn AND id = :id AND (:port::int IS NULL OR port = :port)
                            AND state <> 'DRAINING'
                        """)
                .param("arn", groupArn)
                .param("id", id)
                .param("port", port.orElse(null))
                .param("state", Health.DRAINING.state().name())
                .param("reason", Health.DRAINING.reason())
                .param("description", Health.DRAINING.description())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    void remove(Target target) {
        jdbc.sql("DELETE FROM target WHERE target_group = :arn AND id = :id AND port = :port AND state = 'DRAINING'")
                .param("arn", target.groupArn())
                .param("id", target.id())
                .param("port", target.port())
                .update();
    }

    /** Notes what a health check has made of a target, unless it is being taken out meanwhile. */
    void checked(Target before, Health after) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        UPDATE target SET state = :state, reason = :reason, description = :description,
                            passed = :passed, failed = :failed, checked = :now,
                            since = CASE WHEN state = :state THEN since ELSE :now END
                        WHERE target_group = :arn AND id = :id AND port = :port AND state <> 'DRAINING'
                        """)
                .param("arn", before.groupArn())
                .param("id", before.id())
                .param("port", before.port())
                .param("state", after.state().name())
                .param("reason", after.reason())
                .param("description", after.description())
                .param("passed", after.passed())
                .param("failed", after.failed())
                .param("now", now)
                .update();
    }

    /** A group that nobody uses checks nothing: all that was known of its targets is void. */
    void restart(String groupArn) {
        jdbc.sql("""
                        UPDATE target SET state = :state, reason = :reason, description = :description,
                            passed = 0, failed = 0, checked = NULL
                        WHERE target_group = :arn AND state NOT IN ('DRAINING', 'INITIAL')
                        """)
                .param("arn", groupArn)
                .param("state", Health.REGISTERED.state().name())
                .param("reason", Health.REGISTERED.reason())
                .param("description", Health.REGISTERED.description())
                .update();
    }

    private static Target target(ResultSet row, int number) throws SQLException {
        return new Target(
                row.getString("target_group"),
                row.getString("id"),
                row.getInt("port"),
                Optional.ofNullable(row.getString("zone")),
                new Health(
                        Health.State.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getString("description"),
                        row.getInt("passed"),
                        row.getInt("failed")),
                row.getTimestamp("since").toInstant(),
                Optional.ofNullable(row.getTimestamp("checked")).map(Timestamp::toInstant));
    }
}
