package dev.cloudlet.monitoring.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The streams of log groups. */
@Component
class LogStreams {
    private final JdbcClient jdbc;

    LogStreams(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LogStream> find(LogGroup group, String name) {
        return jdbc.sql("SELECT * FROM log_stream WHERE log_group = :group AND name = :name")
                .param("group", group.id())
                .param("name", name)
                .query(LogStreams::stream)
                .optional();
    }

    /** Those of the names that there are. */
    List<LogStream> findAll(LogGroup group, List<String> names) {
        return jdbc.sql("SELECT * FROM log_stream WHERE log_group = :group AND name = ANY (:names::text[])")
                .param("group", group.id())
                .param("names", names.toArray(String[]::new))
                .query(LogStreams::stream)
                .list();
    }

    /** The names of streams by their ids. */
    Map<Long, String> names(Collection<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        jdbc.sql("SELECT id, name FROM log_stream WHERE id = ANY (:ids::bigint[])")
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    names.put(row.getLong("id"), row.getString("name"));
                });
        return names;
    }

    /** False if there is one of that name. */
    boolean create(LogGroup group, String name, long now) {
        // The group's row is locked, so that a group that is being deleted gets no new streams.
        return jdbc.sql("""
                        INSERT INTO log_stream (log_group, name, created_at, stored_bytes)
                        SELECT g.id, :name, :now, 0 FROM log_group g WHERE g.id = :group FOR SHARE
                        ON CONFLICT (log_group, name) DO NOTHING
                        """)
                        .param("group", group.id())
                        .param("name", name)
                        .param("now", now)
                        .update()
                > 0;
    }

    void delete(LogStream stream) {
        jdbc.sql("DELETE FROM log_stream WHERE id = :id")
                .param("id", stream.id())
                .update();
        jdbc.sql("DELETE FROM log_event WHERE log_stream = :id")
                .param("id", stream.id())
                .update();
    }

    /** Where a list goes on: the last stream of the page before. */
    record Position(long lastAt, String name) {}

    List<LogStream> byName(
            LogGroup group, @Nullable String prefix, boolean descending, @Nullable Position after, int limit) {
        return jdbc.sql("""
                        SELECT * FROM log_stream
                        WHERE log_group = :group AND (:prefix::text IS NULL OR starts_with(name, :prefix))
                          AND (:after::text IS NULL OR name %s :after)
                        ORDER BY name %s LIMIT :limit
                        """.formatted(descending ? "<" : ">", descending ? "DESC" : "ASC"))
                .param("group", group.id())
                .param("prefix", prefix)
                .param("after", after == null ? null : after.name())
                .param("limit", limit)
                .query(LogStreams::stream)
                .list();
    }

    List<LogStream> byLastEvent(LogGroup group, boolean descending, @Nullable Position after, int limit) {
        return jdbc.sql("""
                        SELECT * FROM log_stream
                        WHERE log_group = :group
                          AND (:name::text IS NULL OR (coalesce(last_at, 0), name) %s (:last, :name))
                        ORDER BY coalesce(last_at, 0) %s, name %s LIMIT :limit
                        """.formatted(descending ? "<" : ">", descending ? "DESC" : "ASC", descending ? "DESC" : "ASC"))
                .param("group", group.id())
                .param("name", after == null ? null : after.name())
                .param("last", after == null ? 0 : after.lastAt())
                .param("limit", limit)
                .query(LogStreams::stream)
                .list();
    }

    private static LogStream stream(ResultSet row, int n) throws SQLException {
        return new LogStream(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("created_at"),
                row.getObject("first_at", Long.class),
                row.getObject("last_at", Long.class),
                row.getObject("ingested_at", Long.class));
    }
}
