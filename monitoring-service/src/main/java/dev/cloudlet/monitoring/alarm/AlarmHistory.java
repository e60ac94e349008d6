package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.monitoring.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What has happened to alarms; it outlives them. */
@Component
class AlarmHistory {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    AlarmHistory(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The kinds of items, by CloudWatch's words. */
    enum Type {
        CONFIGURATION_UPDATE("ConfigurationUpdate"),
        STATE_UPDATE("StateUpdate"),
        ACTION("Action");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    record Item(long id, String alarm, Instant at, String type, String summary, String data) {}

    /**
     * What to list.
     *
     * @param after the last item of the page before; null for the first page
     */
    record Question(
            String account,
            String region,
            @Nullable String alarm,
            @Nullable String type,
            @Nullable Instant start,
            @Nullable Instant end,
            boolean ascending,
            @Nullable Position after) {}

    record Position(Instant at, long id) {}

    void add(AlarmKey key, Instant at, Type type, String summary, ObjectNode data) {
        jdbc.sql("""
                        INSERT INTO alarm_history (account, region, alarm, at, type, summary, data)
                        VALUES (:account, :region, :alarm, :at, :type, :summary, :data)
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("alarm", key.name())
                .param("at", Instants.column(at))
                .param("type", type.text())
                .param("summary", summary)
                .param("data", json.writeValueAsString(data))
                .update();
    }

    List<Item> list(Question question, int limit) {
        String order = question.ascending() ? "ASC" : "DESC";
        String next = question.ascending() ? ">" : "<";
        Position after = question.after();
        return jdbc.sql("""
                        SELECT id, alarm, at, type, summary, data FROM alarm_history
                        WHERE account = :account AND region = :region
                          AND (:alarm::text IS NULL OR alarm = :alarm)
                          AND (:type::text IS NULL OR type = :type)
                          AND (:start::timestamptz IS NULL OR at >= :start)
                          AND (:end::timestamptz IS NULL OR at <= :end)
                          AND (:afterAt::timestamptz IS NULL OR (at, id) %s (:afterAt, :afterId))
                        ORDER BY at %s, id %s LIMIT :limit
                        """.formatted(next, order, order))
                .param("account", question.account())
                .param("region", question.region())
                .param("alarm", question.alarm())
                .param("type", question.type())
                .param("start", question.start() == null ? null : Instants.column(question.start()))
                .param("end", question.end() == null ? null : Instants.column(question.end()))
                .param("afterAt", after == null ? null : Instants.column(after.at()))
                .param("afterId", after == null ? 0 : after.id())
                .param("limit", limit)
                .query(AlarmHistory::item)
                .list();
    }

    /** Forgets what is older, as CloudWatch does after 30 days. */
    void forget(Instant before) {
        jdbc.sql("DELETE FROM alarm_history WHERE at < :before")
                .param("before", Instants.column(before))
                .update();
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        return new Item(
                row.getLong("id"),
                row.getString("alarm"),
                Instants.read(row, "at"),
                row.getString("type"),
                row.getString("summary"),
                row.getString("data"));
    }
}
