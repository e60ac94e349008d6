package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.protocol.ModelJson;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

/** Lifecycle hooks, and the instances that wait for them. */
@Component
class Hooks {
    static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
    static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";
    static final String CONTINUE = "CONTINUE";
    static final String ABANDON = "ABANDON";

    private final JdbcClient jdbc;
    private final Clock clock;

    Hooks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An instance waiting for one hook; no result while it waits. */
    record Waiting(String hook, String token, Instant begun, Instant deadline, Optional<String> result) {}

    List<LifecycleHook> of(GroupKey group) {
        return jdbc.sql("""
                        SELECT document FROM lifecycle_hook
                        WHERE account = :account AND region = :region AND group_name = :group ORDER BY name
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("group", group.name())
                .query((row, n) -> ModelJson.read(row.getString(1), LifecycleHook.builder()))
                .list();
    }

    Optional<LifecycleHook> find(GroupKey group, String name) {
        return of(group).stream()
                .filter(each -> each.lifecycleHookName().equals(name))
                .findFirst();
    }

    void put(GroupKey group, LifecycleHook hook) {
        jdbc.sql("""
                        INSERT INTO lifecycle_hook (account, region, group_name, name, document)
                        VALUES (:account, :region, :group, :name, :document::jsonb)
                        ON CONFLICT (account, region, group_name, name) DO UPDATE SET document = excluded.document
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("group", group.name())
                .param("name", hook.lifecycleHookName())
                .param("document", ModelJson.write(hook))
                .update();
    }

    boolean remove(GroupKey group, String name) {
        return jdbc.sql("""
                        DELETE FROM lifecycle_hook
                        WHERE account = :account AND region = :region AND group_name = :group AND name = :name
                        """)
                        .param("account", group.place().account())
                        .param("region", group.place().region())
                        .param("group", group.name())
                        .param("name", name)
                        .update()
                == 1;
    }

    /**
     * What the hooks of a transition have come to.
     *
     * @param result CONTINUE or ABANDON
     * @param words how an action was abandoned, in AWS's words; empty when none was
     */
    record Decision(String result, String words) {
        boolean abandons() {
            return result.equals(ABANDON);
        }
    }

    /** Has an instance wait for every hook of a transition; false when there is none. */
    boolean begin(GroupKey group, String instanceId, String transition) {
        List<LifecycleHook> wanted = of(group).stream()
                .filter(each -> transition.equals(each.lifecycleTransition()))
                .toList();
        Instant now = clock.instant();
        for (LifecycleHook hook : wanted) {
            jdbc.sql("""
                            INSERT INTO lifecycle_action (instance_id, hook, token, begun, deadline)
                            VALUES (:instance, :hook, :token, :now, :deadline) ON CONFLICT DO NOTHING
                            """)
                    .param("instance", instanceId)
                    .param("hook", hook.lifecycleHookName())
                    .param("token", UUID.randomUUID().toString())
                    .param("now", Timestamp.from(now))
                    .param("deadline", Timestamp.from(now.plusSeconds(hook.heartbeatTimeout())))
                    .update();
        }
        return !wanted.isEmpty();
    }

    List<Waiting> waiting(String instanceId) {
        return jdbc.sql("SELECT * FROM lifecycle_action WHERE instance_id = :id ORDER BY hook")
                .param("id", instanceId)
                .query((row, n) -> new Waiting(
                        row.getString("hook"),
                        row.getString("token"),
                        row.getTimestamp("begun").toInstant(),
                        row.getTimestamp("deadline").toInstant(),
                        Optional.ofNullable(row.getString("result"))))
                .list();
    }

    /** The instance that waits under a token. */
    Optional<String> waitingUnder(String token) {
        return jdbc.sql("SELECT instance_id FROM lifecycle_action WHERE token = :token")
                .param("token", token)
                .query(String.class)
                .optional();
    }

    boolean complete(String instanceId, String hook, String result) {
        return jdbc.sql(
                                "UPDATE lifecycle_action SET result = :result WHERE instance_id = :id AND hook = :hook AND result IS NULL")
                        .param("result", result)
                        .param("id", instanceId)
                        .param("hook", hook)
                        .update()
                == 1;
    }

    /** Gives it more time: as much as the hook gave at first, at most a hundred times as much in all. */
    boolean heartbeat(String instanceId, LifecycleHook hook) {
        Duration timeout = Duration.ofSeconds(hook.heartbeatTimeout());
        return jdbc.sql("""
                        UPDATE lifecycle_action
                        SET deadline = least(:deadline, begun + make_interval(secs => :longest))
                        WHERE instance_id = :id AND hook = :hook AND result IS NULL
                        """)
                        .param("deadline", Timestamp.from(clock.instant().plus(timeout)))
                        .param("longest", longest(hook))
                        .param("id", instanceId)
                        .param("hook", hook.lifecycleHookName())
                        .update()
                == 1;
    }

    static int longest(LifecycleHook hook) {
        return (int) Math.min(172_800L, 100L * hook.heartbeatTimeout());
    }

    /**
     * What the hooks have decided; empty while one of them is waited for. One that abandons a launch decides at once.
     */
    Optional<Decision> decision(GroupKey group, String instanceId) {
        Instant now = clock.instant();
        boolean open = false;
        for (Waiting each : waiting(instanceId)) {
            String fallback =
                    find(group, each.hook()).map(LifecycleHook::defaultResult).orElse(ABANDON);
            Optional<String> result =
                    each.result().or(() -> now.isBefore(each.deadline()) ? Optional.empty() : Optional.of(fallback));
            if (result.filter(ABANDON::equals).isPresent()) {
                return Optional.of(new Decision(
                        ABANDON,
                        "Lifecycle Action with token " + each.token() + " was abandoned: "
                                + (each.result().isPresent()
                                        ? "Lifecycle Action Completed with ABANDON Result"
                                        : "Heartbeat Timeout")));
            }
            open |= result.isEmpty();
        }
        return open ? Optional.empty() : Optional.of(new Decision(CONTINUE, ""));
    }

    void forgetWaiting(String instanceId) {
        jdbc.sql("DELETE FROM lifecycle_action WHERE instance_id = :id")
                .param("id", instanceId)
                .update();
    }
}
