package dev.cloudlet.monitoring.log;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The events of log groups. */
@Component
class LogEvents {
    private final JdbcClient jdbc;

    LogEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A line as it comes. */
    record NewEvent(long at, byte[] message) {}

    /** Adds lines in their order; false if the stream has just been deleted. */
    boolean add(LogGroup group, LogStream stream, List<NewEvent> events, long now) {
        long bytes = events.stream()
                .mapToLong(e -> e.message().length + LogEvent.OVERHEAD)
                .sum();
        boolean there = jdbc.sql("""
                        UPDATE log_stream SET stored_bytes = stored_bytes + :bytes, ingested_at = :now,
                            first_at = least(first_at, :first), last_at = greatest(last_at, :last)
                        WHERE id = :stream
                        """)
                        .param("bytes", bytes)
                        .param("now", now)
                        .param("first", events.getFirst().at())
                        .param("last", events.getLast().at())
                        .param("stream", stream.id())
                        .update()
                > 0;
        if (!there) {
            return false;
        }
        jdbc.sql("""
                        INSERT INTO log_event (log_group, log_stream, at, ingested_at, message)
                        SELECT :group, :stream, g.at, :now, g.message
                        FROM unnest(:ats::bigint[], :messages::bytea[]) WITH ORDINALITY AS g (at, message, n) ORDER BY g.n
                        """)
                .param("group", group.id())
                .param("stream", stream.id())
                .param("now", now)
                .param("ats", events.stream().map(NewEvent::at).toArray(Long[]::new))
                .param("messages", events.stream().map(NewEvent::message).toArray(byte[][]::new))
                .update();
        return true;
    }

    /**
     * Events of one stream between two places.
     *
     * @param from inclusive
     * @param to exclusive
     * @param oldestFirst from which end the limit counts, and the order of the answer
     */
    List<LogEvent> ofStream(LogStream stream, EventPosition from, EventPosition to, boolean oldestFirst, int limit) {
        String order = oldestFirst ? "ASC" : "DESC";
        return jdbc.sql("""
                        SELECT * FROM log_event
                        WHERE log_stream = :stream AND (at, id) >= (:fromAt, :fromId) AND (at, id) < (:toAt, :toId)
                        ORDER BY at %s, id %s LIMIT :limit
                        """.formatted(order, order))
                .param("stream", stream.id())
                .param("fromAt", from.at())
                .param("fromId", from.id())
                .param("toAt", to.at())
                .param("toId", to.id())
                .param("limit", limit)
                .query(LogEvents::event)
                .list();
    }

    /** Events of a group, or of some of its streams, oldest first; from inclusive, to exclusive. */
    List<LogEvent> ofGroup(
            LogGroup group, @Nullable List<Long> streams, EventPosition from, EventPosition to, int limit) {
        return jdbc.sql("""
                        SELECT * FROM log_event
                        WHERE log_group = :group AND (at, id) >= (:fromAt, :fromId) AND (at, id) < (:toAt, :toId)
                          AND (:streams::bigint[] IS NULL OR log_stream = ANY (:streams::bigint[]))
                        ORDER BY at, id LIMIT :limit
                        """)
                .param("group", group.id())
                .param("streams", streams == null ? null : streams.toArray(Long[]::new))
                .param("fromAt", from.at())
                .param("fromId", from.id())
                .param("toAt", to.at())
                .param("toId", to.id())
                .param("limit", limit)
                .query(LogEvents::event)
                .list();
    }

    private static LogEvent event(ResultSet row, int n) throws SQLException {
        return new LogEvent(
                new EventPosition(row.getLong("at"), row.getLong("id")),
                row.getLong("log_stream"),
                row.getLong("ingested_at"),
                new String(row.getBytes("message"), StandardCharsets.UTF_8));
    }
}
