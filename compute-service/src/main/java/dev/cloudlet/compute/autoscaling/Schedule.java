package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;

/** Scheduled actions: what is to become of a group at a certain time. */
@Component
class Schedule {
    private final JdbcClient jdbc;
    private final ScalingGroups groups;
    private final Capacity capacity;
    private final Clock clock;

    Schedule(JdbcClient jdbc, ScalingGroups groups, Capacity capacity, Clock clock) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.capacity = capacity;
        this.clock = clock;
    }

    /** All of a region, by groups and names. */
    List<ScheduledUpdateGroupAction> list(Place place) {
        return jdbc.sql("""
                        SELECT document, due FROM scheduled_action WHERE account = :account AND region = :region
                        ORDER BY group_name, name
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .query(Schedule::action)
                .list();
    }

    Optional<ScheduledUpdateGroupAction> find(GroupKey group, String name) {
        return list(group.place()).stream()
                .filter(each -> each.autoScalingGroupName().equals(group.name()))
                .filter(each -> each.scheduledActionName().equals(name))
                .findFirst();
    }

    void put(GroupKey group, ScheduledUpdateGroupAction action) {
        jdbc.sql("""
                        INSERT INTO scheduled_action (account, region, group_name, name, due, document)
                        VALUES (:account, :region, :group, :name, :due, :document::jsonb)
                        ON CONFLICT (account, region, group_name, name)
                        DO UPDATE SET due = excluded.due, document = excluded.document
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("group", group.name())
                .param("name", action.scheduledActionName())
                .param("due", next(action, clock.instant()).map(Timestamp::from).orElse(null))
                .param("document", ModelJson.write(action))
                .update();
    }

    void remove(GroupKey group, String name) {
        jdbc.sql("""
                        DELETE FROM scheduled_action
                        WHERE account = :account AND region = :region AND group_name = :group AND name = :name
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("group", group.name())
                .param("name", name)
                .update();
    }

    /** When an action is due next, after a moment; empty when it is over. */
    static Optional<Instant> next(ScheduledUpdateGroupAction action, Instant after) {
        Instant start = action.startTime();
        if (action.recurrence() == null) {
            return Optional.ofNullable(start).filter(at -> at.isAfter(after));
        }
        if (start != null && start.isAfter(after)) {
            // The first time is the start itself; then as the recurrence says.
            return Optional.of(start);
        }
        return Recurrence.parse(action.recurrence(), action.timeZone())
                .after(after)
                .filter(at -> action.endTime() == null || at.isBefore(action.endTime()));
    }

    /** Does what is due for a group. */
    void run(GroupKey key) {
        Instant now = clock.instant();
        for (ScheduledUpdateGroupAction action : due(key, now)) {
            groups.lock(key)
                    .filter(group -> !group.deleting() && !group.suspends("ScheduledActions"))
                    .ifPresent(group -> apply(group, action));
            if (next(action, now).isEmpty()) {
                remove(key, action.scheduledActionName());
            } else {
                put(key, action);
            }
        }
    }

    private List<ScheduledUpdateGroupAction> due(GroupKey key, Instant now) {
        return jdbc.sql("""
                        SELECT document, due FROM scheduled_action
                        WHERE account = :account AND region = :region AND group_name = :group AND due <= :now ORDER BY due
                        """)
                .param("account", key.place().account())
                .param("region", key.place().region())
                .param("group", key.name())
                .param("now", Timestamp.from(now))
                .query(Schedule::action)
                .list();
    }

    private void apply(ScalingGroup group, ScheduledUpdateGroupAction action) {
        AutoScalingGroup before = group.document();
        int min = or(action.minSize(), before.minSize());
        int max = Math.max(min, or(action.maxSize(), before.maxSize()));
        AutoScalingGroup after = before.toBuilder().minSize(min).maxSize(max).build();
        groups.document(group.key(), after);
        int desired = Capacity.within(after, or(action.desiredCapacity(), before.desiredCapacity()));
        ScalingGroup changed = groups.lock(group.key()).orElseThrow();
        capacity.desire(
                changed,
                desired,
                "a scheduled action update of AutoScalingGroup constraints to min: " + min + ", max: " + max
                        + ", desired: " + desired);
    }

    private static int or(@Nullable Integer wanted, Integer otherwise) {
        return Objects.requireNonNullElse(wanted, otherwise);
    }

    private static ScheduledUpdateGroupAction action(ResultSet row, int number) throws SQLException {
        Timestamp due = row.getTimestamp("due");
        ScheduledUpdateGroupAction action =
                ModelJson.read(row.getString("document"), ScheduledUpdateGroupAction.builder());
        return due == null ? action : action.toBuilder().time(due.toInstant()).build();
    }
}
