package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.work.Work;
import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.monitoring.Instants;
import dev.cloudlet.protocol.AwsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes the actions that alarms ask for, oldest first; each leaves its outcome in the alarm's history. */
@Component
class AlarmActions implements Work {
    static final String NAME = "alarm-action";
    /** A service that cannot be reached is asked again for so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final WorkQueue queue;
    private final ServiceCalls services;
    private final AlarmHistory history;
    private final JsonMapper json;
    private final Clock clock;

    AlarmActions(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            WorkQueue queue,
            ServiceCalls services,
            AlarmHistory history,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.queue = queue;
        this.services = services;
        this.history = history;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Asks for actions, in the running transaction. One that is still waiting from before is not asked for twice. */
    void ask(Alarm alarm, AlarmState state, String reason, @Nullable Double value, List<String> actions, Instant now) {
        for (String action : actions) {
            ActionQuestion question = new ActionQuestion(
                    alarm.key().account(),
                    alarm.key().region(),
                    action,
                    alarm.key().name(),
                    alarm.key().arn(),
                    state.name(),
                    reason,
                    value,
                    alarm.settings().threshold(),
                    alarm.settings().comparisonOperator(),
                    alarm.settings().dimensions(),
                    now);
            jdbc.sql("""
                            DELETE FROM alarm_action
                            WHERE account = :account AND region = :region AND alarm = :alarm AND action = :action
                              AND question->>'state' = :state
                            """)
                    .param("account", alarm.key().account())
                    .param("region", alarm.key().region())
                    .param("alarm", alarm.key().name())
                    .param("action", action)
                    .param("state", state.name())
                    .update();
            jdbc.sql("""
                            INSERT INTO alarm_action (account, region, alarm, action, question, asked_at)
                            VALUES (:account, :region, :alarm, :action, :question::jsonb, :now)
                            """)
                    .param("account", alarm.key().account())
                    .param("region", alarm.key().region())
                    .param("alarm", alarm.key().name())
                    .param("action", action)
                    .param("question", json.writeValueAsString(question))
                    .param("now", Instants.column(now))
                    .update();
        }
        if (!actions.isEmpty()) {
            queue.request(NAME, alarm.key().work());
        }
    }

    private record Asked(long id, String action, ActionQuestion question, Instant at) {}

    @Override
    public Next advance(String work) {
        AlarmKey key = AlarmKey.ofWork(work);
        for (Asked asked : asked(key)) {
            Outcome outcome = take(asked);
            if (outcome instanceof Outcome.Later) {
                return Next.after(AGAIN);
            }
            transaction.executeWithoutResult(status -> {
                jdbc.sql("DELETE FROM alarm_action WHERE id = :id")
                        .param("id", asked.id())
                        .update();
                record(key, asked, outcome);
            });
        }
        return Next.done();
    }

    private sealed interface Outcome {
        record Taken() implements Outcome {}

        record Failed(String why) implements Outcome {}

        record Later() implements Outcome {}
    }

    private Outcome take(Asked asked) {
        if (!ActionArns.scaling(asked.action()) && !ActionArns.ec2(asked.action())) {
            return new Outcome.Failed("not delivered: "
                    + ActionArns.service(asked.action()).toUpperCase(Locale.ROOT)
                    + " is not there in this cloud");
        }
        try {
            services.call("compute-service", ActionQuestion.OPERATION, asked.question(), Boolean.class);
            return new Outcome.Taken();
        } catch (AwsException e) {
            boolean patient =
                    e.status() >= 500 && clock.instant().isBefore(asked.at().plus(PATIENCE));
            return patient ? new Outcome.Later() : new Outcome.Failed(e.code() + ": " + e.message());
        }
    }

    private void record(AlarmKey key, Asked asked, Outcome outcome) {
        boolean taken = outcome instanceof Outcome.Taken;
        ObjectNode data = json.createObjectNode()
                .put("actionState", taken ? "Succeeded" : "Failed")
                .put("notificationResource", asked.action())
                .put("stateUpdateTimestamp", asked.at().toEpochMilli());
        if (outcome instanceof Outcome.Failed(String why)) {
            data.put("error", why);
        }
        String summary = taken
                ? "Successfully executed action " + asked.action()
                : "Failed to execute action " + asked.action() + ". Received error: \""
                        + data.path("error").asString() + "\"";
        history.add(key, clock.instant(), AlarmHistory.Type.ACTION, summary, data);
    }

    private List<Asked> asked(AlarmKey key) {
        return jdbc.sql("""
                        SELECT id, action, question, asked_at FROM alarm_action
                        WHERE account = :account AND region = :region AND alarm = :alarm ORDER BY id
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("alarm", key.name())
                .query((row, n) -> new Asked(
                        row.getLong("id"),
                        row.getString("action"),
                        json.readValue(row.getString("question"), ActionQuestion.class),
                        Instants.read(row, "asked_at")))
                .list();
    }
}
