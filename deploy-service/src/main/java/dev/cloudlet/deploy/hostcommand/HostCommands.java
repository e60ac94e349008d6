package dev.cloudlet.deploy.hostcommand;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the hosts' agents are to do, and how it went. */
@Repository
public class HostCommands {
    private static final String OPEN = " AND c.status IN ('Created', 'Acknowledged')";
    private static final String WANTED = """
             AND EXISTS (SELECT 1 FROM deployment d WHERE (d.account, d.region, d.id) = (c.account, c.region, c.deployment)
                AND d.status = 'InProgress' AND NOT d.stop)""";

    private final JdbcClient jdbc;

    HostCommands(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One lifecycle event on one instance. */
    public record HostCommand(
            String id,
            String deployment,
            String instance,
            String event,
            String status,
            Instant created,
            @Nullable Instant acknowledged,
            String errorCode,
            String scriptName,
            String message,
            String logTail) {

        public boolean open() {
            return status.equals("Created") || status.equals("Acknowledged");
        }
    }

    /** What an agent says when it is through with a command; only the ends of long texts are kept. */
    public record Completion(
            String account,
            String region,
            String instanceId,
            String commandId,
            String status,
            @Nullable String errorCode,
            @Nullable String scriptName,
            @Nullable String message,
            @Nullable String logTail) {}

    /** The command of this event, made if it is not there yet. */
    public HostCommand request(
            String account, String region, String deployment, String instance, String event, Instant now) {
        jdbc.sql("""
                        INSERT INTO host_command (account, region, id, deployment, instance, event, status, created)
                        VALUES (:account, :region, :id, :deployment, :instance, :event, 'Created', :now) ON CONFLICT DO NOTHING
                        """)
                .param("account", account)
                .param("region", region)
                .param("id", UUID.randomUUID().toString())
                .param("deployment", deployment)
                .param("instance", instance)
                .param("event", event)
                .param("now", Timestamp.from(now))
                .update();
        return jdbc.sql("""
                        SELECT * FROM host_command WHERE account = :account AND region = :region
                        AND deployment = :deployment AND instance = :instance AND event = :event
                        """)
                .param("account", account)
                .param("region", region)
                .param("deployment", deployment)
                .param("instance", instance)
                .param("event", event)
                .query(HostCommands::row)
                .single();
    }

    /** What the instance is to do next. */
    public Optional<HostCommand> next(String account, String region, String instance) {
        return jdbc.sql("SELECT c.* FROM host_command c WHERE c.account = :account AND c.region = :region"
                        + " AND c.instance = :instance" + OPEN + WANTED + " ORDER BY c.created LIMIT 1")
                .param("account", account)
                .param("region", region)
                .param("instance", instance)
                .query(HostCommands::row)
                .optional();
    }

    public boolean acknowledge(String account, String region, String instance, String id, Instant now) {
        return jdbc.sql("UPDATE host_command c SET status = 'Acknowledged', acknowledged = :now"
                                + " WHERE c.account = :account AND c.region = :region AND c.id = :id AND c.instance = :instance"
                                + OPEN + WANTED)
                        .param("now", Timestamp.from(now))
                        .param("account", account)
                        .param("region", region)
                        .param("id", id)
                        .param("instance", instance)
                        .update()
                == 1;
    }

    /** The deployment that waits for it, if the command is still this instance's. */
    public Optional<String> complete(Completion done, String status) {
        return jdbc.sql("UPDATE host_command c SET status = :status, error_code = :error, script_name = :script,"
                        + " message = :message, log_tail = :log"
                        + " WHERE c.account = :account AND c.region = :region AND c.id = :id AND c.instance = :instance"
                        + OPEN + WANTED + " RETURNING c.deployment")
                .param("status", status)
                .param("error", bounded(done.errorCode(), 100))
                .param("script", bounded(done.scriptName(), 1000))
                .param("message", bounded(done.message(), 2048))
                .param("log", bounded(done.logTail(), 4096))
                .param("account", done.account())
                .param("region", done.region())
                .param("id", done.commandId())
                .param("instance", done.instanceId())
                .query(String.class)
                .optional();
    }

    private static HostCommand row(ResultSet rs, int n) throws SQLException {
        Timestamp acknowledged = rs.getTimestamp("acknowledged");
        return new HostCommand(
                rs.getString("id"),
                rs.getString("deployment"),
                rs.getString("instance"),
                rs.getString("event"),
                rs.getString("status"),
                rs.getTimestamp("created").toInstant(),
                acknowledged == null ? null : acknowledged.toInstant(),
                rs.getString("error_code"),
                rs.getString("script_name"),
                rs.getString("message"),
                rs.getString("log_tail"));
    }

    /** At most so many characters, the last ones, and none that Postgres does not take. */
    private static String bounded(@Nullable String text, int most) {
        String kept = text == null ? "" : text.replace("\0", "");
        return kept.substring(Math.max(0, kept.length() - most));
    }
}
