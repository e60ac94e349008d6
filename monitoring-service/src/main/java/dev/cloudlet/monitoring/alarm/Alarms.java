package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.monitoring.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The alarms that there are. */
@Component
class Alarms {
    static final String FIRST_REASON = "Unchecked: Initial alarm creation";
    private static final TypeReference<TreeMap<String, String>> TAGS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Alarms(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Alarm> find(AlarmKey key) {
        return jdbc.sql("SELECT * FROM alarm WHERE account = :account AND region = :region AND name = :name")
                .param("account", key.account())
                .param("region", key.region())
                .param("name", key.name())
                .query(this::alarm)
                .optional();
    }

    /** Makes the alarm, or gives an existing one new settings; its state stays. Says whether it is new. */
    boolean put(AlarmKey key, AlarmSettings settings, Map<String, String> tags, Instant now) {
        return jdbc.sql("""
                        INSERT INTO alarm (account, region, name, settings, namespace, metric, version, configured_at,
                                           state, reason, reason_data, updated_at, transitioned_at, acted_at, tags)
                        VALUES (:account, :region, :name, :settings::jsonb, :namespace, :metric, 1, :now,
                                'INSUFFICIENT_DATA', :reason, '', :now, :now, :now, :tags::jsonb)
                        ON CONFLICT (account, region, name) DO UPDATE SET
                            settings = excluded.settings, namespace = excluded.namespace, metric = excluded.metric,
                            version = alarm.version + 1, configured_at = excluded.configured_at
                        RETURNING version = 1
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("name", key.name())
                .param("settings", json.writeValueAsString(settings))
                .param("namespace", settings.namespace())
                .param("metric", settings.metricName())
                .param("now", Instants.column(now))
                .param("reason", FIRST_REASON)
                .param("tags", json.writeValueAsString(tags))
                .query(Boolean.class)
                .single();
    }

    boolean delete(AlarmKey key) {
        return jdbc.sql("DELETE FROM alarm WHERE account = :account AND region = :region AND name = :name")
                        .param("account", key.account())
                        .param("region", key.region())
                        .param("name", key.name())
                        .update()
                > 0;
    }

    /** Sets a state; false if the alarm has changed since it was read. */
    boolean enter(Alarm alarm, AlarmState state, String reason, String reasonData, Instant now) {
        return jdbc.sql("""
                        UPDATE alarm SET state = :state, reason = :reason, reason_data = :data, version = version + 1,
                            updated_at = :now, acted_at = :now,
                            transitioned_at = CASE WHEN state = :state THEN transitioned_at ELSE :now END
                        WHERE account = :account AND region = :region AND name = :name AND version = :version
                        """)
                        .param("account", alarm.key().account())
                        .param("region", alarm.key().region())
                        .param("name", alarm.key().name())
                        .param("version", alarm.version())
                        .param("state", state.name())
                        .param("reason", reason)
                        .param("data", reasonData)
                        .param("now", Instants.column(now))
                        .update()
                > 0;
    }

    /** Notes that the actions of the present state are asked for again; false if the alarm has changed since it was read. */
    boolean actAgain(Alarm alarm, Instant now) {
        return jdbc.sql("""
                        UPDATE alarm SET acted_at = :now
                        WHERE account = :account AND region = :region AND name = :name
                          AND version = :version AND acted_at < :now
                        """)
                        .param("account", alarm.key().account())
                        .param("region", alarm.key().region())
                        .param("name", alarm.key().name())
                        .param("version", alarm.version())
                        .param("now", Instants.column(now))
                        .update()
                > 0;
    }

    /**
     * Alarms in the order of their names.
     *
     * @param after the name that the page before ended with, or empty
     */
    List<Alarm> list(
            String account,
            String region,
            @Nullable List<String> names,
            @Nullable String prefix,
            @Nullable String state,
            @Nullable String actionPrefix,
            String after,
            int limit) {
        return jdbc.sql("""
                        SELECT * FROM alarm
                        WHERE account = :account AND region = :region AND name > :after
                          AND (:names::text[] IS NULL OR name = ANY (:names::text[]))
                          AND (:prefix::text IS NULL OR starts_with(name, :prefix))
                          AND (:state::text IS NULL OR state = :state)
                          AND (:action::text IS NULL OR EXISTS (
                              SELECT FROM jsonb_array_elements_text(
                                  settings->'okActions' || (settings->'alarmActions') || (settings->'insufficientDataActions')) AS a
                              WHERE starts_with(a, :action)))
                        ORDER BY name LIMIT :limit
                        """)
                .param("account", account)
                .param("region", region)
                .param("after", after)
                .param("names", names == null ? null : names.toArray(String[]::new))
                .param("prefix", prefix)
                .param("state", state)
                .param("action", actionPrefix)
                .param("limit", limit)
                .query(this::alarm)
                .list();
    }

    List<Alarm> ofMetric(String account, String region, String namespace, String metric) {
        return jdbc.sql("""
                        SELECT * FROM alarm
                        WHERE account = :account AND region = :region AND namespace = :namespace AND metric = :metric
                        ORDER BY name
                        """)
                .param("account", account)
                .param("region", region)
                .param("namespace", namespace)
                .param("metric", metric)
                .query(this::alarm)
                .list();
    }

    Optional<Map<String, String>> tags(AlarmKey key) {
        return jdbc.sql("SELECT tags FROM alarm WHERE account = :account AND region = :region AND name = :name")
                .param("account", key.account())
                .param("region", key.region())
                .param("name", key.name())
                .query((row, n) -> (Map<String, String>) json.readValue(row.getString("tags"), TAGS))
                .optional();
    }

    void tag(AlarmKey key, Map<String, String> tags) {
        jdbc.sql("UPDATE alarm SET tags = :tags::jsonb WHERE account = :account AND region = :region AND name = :name")
                .param("tags", json.writeValueAsString(tags))
                .param("account", key.account())
                .param("region", key.region())
                .param("name", key.name())
                .update();
    }

    private Alarm alarm(ResultSet row, int n) throws SQLException {
        return new Alarm(
                new AlarmKey(row.getString("account"), row.getString("region"), row.getString("name")),
                json.readValue(row.getString("settings"), AlarmSettings.class),
                row.getLong("version"),
                Instants.read(row, "configured_at"),
                AlarmState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("reason_data"),
                Instants.read(row, "updated_at"),
                Instants.read(row, "transitioned_at"),
                Instants.read(row, "acted_at"));
    }
}
