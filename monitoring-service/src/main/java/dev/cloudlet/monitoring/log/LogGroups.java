package dev.cloudlet.monitoring.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The log groups that there are. */
@Component
class LogGroups {
    private static final TypeReference<TreeMap<String, String>> TAGS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LogGroups(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<LogGroup> find(String account, String region, String name) {
        return jdbc.sql("SELECT * FROM log_group WHERE account = :account AND region = :region AND name = :name")
                .param("account", account)
                .param("region", region)
                .param("name", name)
                .query(this::group)
                .optional();
    }

    /** False if there is one of that name. */
    boolean create(
            String account,
            String region,
            String name,
            long now,
            String logClass,
            @Nullable String kmsKey,
            Map<String, String> tags) {
        return jdbc.sql("""
                        INSERT INTO log_group (account, region, name, created_at, class, kms_key, tags)
                        VALUES (:account, :region, :name, :now, :class, :key, :tags::jsonb)
                        ON CONFLICT (account, region, name) DO NOTHING
                        """)
                        .param("account", account)
                        .param("region", region)
                        .param("name", name)
                        .param("now", now)
                        .param("class", logClass)
                        .param("key", kmsKey)
                        .param("tags", json.writeValueAsString(tags))
                        .update()
                > 0;
    }

    /** The group is gone at once; its events, perhaps millions, are removed by {@link LogSweep}. */
    void delete(LogGroup group) {
        jdbc.sql("DELETE FROM log_stream WHERE log_group = :id")
                .param("id", group.id())
                .update();
        jdbc.sql("DELETE FROM log_group WHERE id = :id").param("id", group.id()).update();
    }

    void retain(LogGroup group, @Nullable Integer days) {
        jdbc.sql("UPDATE log_group SET retention_days = :days WHERE id = :id")
                .param("days", days)
                .param("id", group.id())
                .update();
    }

    void tag(LogGroup group, Map<String, String> tags) {
        jdbc.sql("UPDATE log_group SET tags = :tags::jsonb WHERE id = :id")
                .param("tags", json.writeValueAsString(tags))
                .param("id", group.id())
                .update();
    }

    record Listed(LogGroup group, long storedBytes) {}

    /**
     * Groups in the order of their names.
     *
     * @param part what the name contains, in upper or lower case
     * @param after the last name of the page before, or empty
     */
    List<Listed> list(
            String account,
            String region,
            @Nullable String prefix,
            @Nullable String part,
            @Nullable List<String> names,
            @Nullable String logClass,
            String after,
            int limit) {
        return jdbc.sql("""
                        SELECT g.*, (SELECT coalesce(sum(s.stored_bytes), 0) FROM log_stream s WHERE s.log_group = g.id) AS bytes
                        FROM log_group g
                        WHERE account = :account AND region = :region AND name > :after
                          AND (:prefix::text IS NULL OR starts_with(name, :prefix))
                          AND (:part::text IS NULL OR position(lower(:part) IN lower(name)) > 0)
                          AND (:names::text[] IS NULL OR name = ANY (:names::text[]))
                          AND (:class::text IS NULL OR class = :class)
                        ORDER BY name LIMIT :limit
                        """)
                .param("account", account)
                .param("region", region)
                .param("after", after)
                .param("prefix", prefix)
                .param("part", part)
                .param("names", names == null ? null : names.toArray(String[]::new))
                .param("class", logClass)
                .param("limit", limit)
                .query((row, n) -> new Listed(group(row, n), row.getLong("bytes")))
                .list();
    }

    private LogGroup group(ResultSet row, int n) throws SQLException {
        return new LogGroup(
                row.getLong("id"),
                row.getString("account"),
                row.getString("region"),
                row.getString("name"),
                row.getLong("created_at"),
                row.getObject("retention_days", Integer.class),
                row.getString("class"),
                row.getString("kms_key"),
                json.readValue(row.getString("tags"), TAGS));
    }
}
