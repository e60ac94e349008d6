package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** The Auto Scaling groups of each region. */
@Component
class ScalingGroups {
    private final JdbcClient jdbc;

    ScalingGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of a region, in the order of their names. */
    List<ScalingGroup> list(Place place) {
        return jdbc.sql("SELECT * FROM auto_scaling_group WHERE account = :account AND region = :region ORDER BY name")
                .param("account", place.account())
                .param("region", place.region())
                .query(ScalingGroups::group)
                .list();
    }

    Optional<ScalingGroup> find(GroupKey key) {
        return read(key, "");
    }

    /** The group, held against changes by others until the transaction ends. */
    Optional<ScalingGroup> lock(GroupKey key) {
        return read(key, " FOR UPDATE");
    }

    /** As {@link #lock}, or ValidationError. */
    ScalingGroup require(Place place, String name) {
        return lock(new GroupKey(place, name)).orElseThrow(() -> missing(name));
    }

    static RuntimeException missing(String name) {
        return ScalingError.VALIDATION_ERROR.of(
                "AutoScalingGroup name not found - AutoScalingGroup '%s' not found", name);
    }

    private Optional<ScalingGroup> read(GroupKey key, String locking) {
        return jdbc.sql("""
                        SELECT * FROM auto_scaling_group WHERE account = :account AND region = :region AND name = :name
                        """ + locking)
                .param("account", key.place().account())
                .param("region", key.place().region())
                .param("name", key.name())
                .query(ScalingGroups::group)
                .optional();
    }

    /** The keys of the whole cloud's. */
    List<GroupKey> keys() {
        return jdbc.sql("SELECT account, region, name FROM auto_scaling_group")
                .query((row, n) -> new GroupKey(new Place(row.getString(1), row.getString(2)), row.getString(3)))
                .list();
    }

    boolean add(GroupKey key, String cause, AutoScalingGroup document) {
        return jdbc.sql("""
                        INSERT INTO auto_scaling_group (account, region, name, cause, document)
                        VALUES (:account, :region, :name, :cause, :document::jsonb) ON CONFLICT DO NOTHING
                        """)
                        .param("account", key.place().account())
                        .param("region", key.place().region())
                        .param("name", key.name())
                        .param("cause", cause)
                        .param("document", ModelJson.write(document))
                        .update()
                == 1;
    }

    void document(GroupKey key, AutoScalingGroup document) {
        set(key, "document = (:value)::jsonb", ModelJson.write(document));
    }

    void cause(GroupKey key, String cause) {
        set(key, "cause = :value", cause);
    }

    void cooled(GroupKey key, Instant end) {
        set(key, "cooled = :value", Timestamp.from(end));
    }

    void launchFailures(GroupKey key, @Nullable LaunchFailures failures) {
        jdbc.sql("""
                        UPDATE auto_scaling_group
                        SET failed_rounds = :rounds, failing_since = :since, launch_retry = :retry
                        WHERE account = :account AND region = :region AND name = :name
                        """)
                .param("rounds", failures == null ? 0 : failures.rounds())
                .param("since", failures == null ? null : Timestamp.from(failures.since()), Types.TIMESTAMP)
                .param("retry", failures == null ? null : Timestamp.from(failures.retry()), Types.TIMESTAMP)
                .param("account", key.place().account())
                .param("region", key.place().region())
                .param("name", key.name())
                .update();
    }

    void delete(GroupKey key) {
        set(key, "deleting = :value", true);
    }

    void remove(GroupKey key) {
        jdbc.sql("DELETE FROM auto_scaling_group WHERE account = :account AND region = :region AND name = :name")
                .param("account", key.place().account())
                .param("region", key.place().region())
                .param("name", key.name())
                .update();
    }

    private void set(GroupKey key, String assignment, @Nullable Object value) {
        jdbc.sql("UPDATE auto_scaling_group SET " + assignment
                        + " WHERE account = :account AND region = :region AND name = :name")
                .param("value", value)
                .param("account", key.place().account())
                .param("region", key.place().region())
                .param("name", key.name())
                .update();
    }

    private static Optional<LaunchFailures> failures(ResultSet row) throws SQLException {
        int rounds = row.getInt("failed_rounds");
        return rounds == 0
                ? Optional.empty()
                : Optional.of(new LaunchFailures(
                        rounds,
                        row.getTimestamp("failing_since").toInstant(),
                        row.getTimestamp("launch_retry").toInstant()));
    }

    private static ScalingGroup group(ResultSet row, int number) throws SQLException {
        return new ScalingGroup(
                new GroupKey(new Place(row.getString("account"), row.getString("region")), row.getString("name")),
                row.getBoolean("deleting"),
                row.getString("cause"),
                Optional.ofNullable(row.getTimestamp("cooled")).map(Timestamp::toInstant),
                failures(row),
                ModelJson.read(row.getString("document"), AutoScalingGroup.builder()));
    }
}
