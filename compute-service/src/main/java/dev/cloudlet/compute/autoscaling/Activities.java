package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** What groups have done, and why. Kept for six weeks, as AWS does. */
@Component
class Activities {
    private static final Duration KEPT = Duration.ofDays(42);

    private final JdbcClient jdbc;
    private final Clock clock;

    Activities(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A moment as causes write it. */
    static String at(Instant time) {
        return "At " + time.truncatedTo(ChronoUnit.SECONDS);
    }

    Activity begin(ScalingGroup group, String description, String cause, @Nullable String zone) {
        Activity activity = Activity.builder()
                .activityId(UUID.randomUUID().toString())
                .autoScalingGroupName(group.key().name())
                .autoScalingGroupARN(group.document().autoScalingGroupARN())
                .description(description)
                .cause(cause)
                .startTime(clock.instant())
                .statusCode(ScalingActivityStatusCode.IN_PROGRESS)
                .progress(0)
                .details(zone == null ? "{}" : "{\"Availability Zone\":\"" + zone + "\"}")
                .build();
        jdbc.sql("""
                        INSERT INTO scaling_activity (account, region, group_name, id, document, started)
                        VALUES (:account, :region, :group, :id, :document::jsonb, :started)
                        """)
                .param("account", group.key().place().account())
                .param("region", group.key().place().region())
                .param("group", group.key().name())
                .param("id", activity.activityId())
                .param("document", ModelJson.write(activity))
                .param("started", Timestamp.from(activity.startTime()))
                .update();
        jdbc.sql("DELETE FROM scaling_activity WHERE started < :old")
                .param("old", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
        return activity;
    }

    Optional<Activity> find(String id) {
        return jdbc.sql("SELECT document FROM scaling_activity WHERE id = :id")
                .param("id", id)
                .query(Activities::activity)
                .optional();
    }

    void status(String id, ScalingActivityStatusCode status, int progress) {
        find(id).ifPresent(each ->
                update(each.toBuilder().statusCode(status).progress(progress).build()));
    }

    void succeed(String id) {
        end(id, ScalingActivityStatusCode.SUCCESSFUL, null);
    }

    void fail(String id, @Nullable String message) {
        end(id, ScalingActivityStatusCode.FAILED, message);
    }

    /** Ends one that was given up half-way, if it has not ended before. */
    void cancel(String id, String message) {
        find(id).filter(each -> each.endTime() == null)
                .ifPresent(each -> end(id, ScalingActivityStatusCode.CANCELLED, message));
    }

    private void end(String id, ScalingActivityStatusCode status, @Nullable String message) {
        find(id).ifPresent(each -> update(each.toBuilder()
                .statusCode(status)
                .statusMessage(message)
                .description(message == null ? each.description() : each.description() + ".  Status Reason: " + message)
                .progress(100)
                .endTime(clock.instant())
                .build()));
    }

    private void update(Activity activity) {
        jdbc.sql("UPDATE scaling_activity SET document = :document::jsonb WHERE id = :id")
                .param("document", ModelJson.write(activity))
                .param("id", activity.activityId())
                .update();
    }

    /** Those of a region, the newest first. */
    List<Activity> list(Place place, @Nullable String group, boolean deletedToo) {
        return jdbc.sql("""
                        SELECT document FROM scaling_activity WHERE account = :account AND region = :region
                            AND (:group::text IS NULL OR group_name = :group) AND (:deletedToo OR NOT deleted)
                        ORDER BY number DESC
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("group", group)
                .param("deletedToo", deletedToo)
                .query(Activities::activity)
                .list();
    }

    /** They are those of a deleted group from now on. */
    void delete(GroupKey group) {
        jdbc.sql("""
                        UPDATE scaling_activity SET deleted = true,
                            document = jsonb_set(document, '{AutoScalingGroupState}', '"Deleted"')
                        WHERE account = :account AND region = :region AND group_name = :group
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("group", group.name())
                .update();
    }

    private static Activity activity(ResultSet row, int number) throws SQLException {
        return ModelJson.read(row.getString("document"), Activity.builder());
    }
}
