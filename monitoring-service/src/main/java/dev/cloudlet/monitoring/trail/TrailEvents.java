package dev.cloudlet.monitoring.trail;

import dev.cloudlet.kit.authorization.Derivation;
import dev.cloudlet.kit.trail.Decisions.Decision;
import dev.cloudlet.monitoring.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded calls. */
@Component
class TrailEvents {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    TrailEvents(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps an event; one that is there already, because it was delivered twice, is left as it is. */
    void add(TrailEvent event) {
        Optional<Long> number = jdbc.sql("""
                        INSERT INTO trail_event (id, account, region, at, name, source, request_id, username, access_key, read_only, derivation, event)
                        VALUES (:id, :account, :region, :at, :name, :source, :requestId, :username, :key, :readOnly, :derivation::json, :event::json)
                        ON CONFLICT (id) DO NOTHING RETURNING number
                        """)
                .param("id", event.id())
                .param("account", event.account())
                .param("region", event.region())
                .param("at", Instants.column(event.time()))
                .param("name", event.name())
                .param("source", event.source())
                .param("requestId", plain(event.requestId()))
                .param("username", plain(event.username()))
                .param("key", plain(event.accessKeyId()))
                .param("readOnly", String.valueOf(event.readOnly()))
                .param("derivation", event.derivation() == null ? null : json.writeValueAsString(event.derivation()))
                .param("event", json.writeValueAsString(event.record()))
                .query(Long.class)
                .optional();
        if (number.isPresent() && !event.resources().isEmpty()) {
            jdbc.sql("""
                            INSERT INTO trail_resource (event, account, region, type, name)
                            SELECT :event, :account, :region, g.type, g.name
                            FROM unnest(:types::text[], :names::text[]) AS g (type, name)
                            ON CONFLICT DO NOTHING
                            """)
                    .param("event", number.get())
                    .param("account", event.account())
                    .param("region", event.region())
                    .param(
                            "types",
                            event.resources().stream().map(TrailResource::type).toArray(String[]::new))
                    .param(
                            "names",
                            event.resources().stream().map(r -> plain(r.name())).toArray(String[]::new))
                    .update();
        }
    }

    /** Postgres' text has no U+0000; a client may have sent one. */
    private static String plain(String text) {
        return text.replace('\0', '\ufffd');
    }

    /** A place in the list, newest first. */
    record Position(Instant at, long number) {}

    record Found(Position position, String username, JsonNode record, List<TrailResource> resources) {}

    /** Events of one account and region, newest first. */
    List<Found> lookup(
            String account,
            String region,
            @Nullable Attribute attribute,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Position before,
            int limit) {
        return jdbc.sql("""
                        SELECT e.number, e.at, e.username, e.event,
                               (SELECT jsonb_agg(jsonb_build_object('type', r.type, 'name', r.name))
                                FROM trail_resource r WHERE r.event = e.number) AS resources
                        FROM trail_event e
                        WHERE e.account = :account AND e.region = :region
                          AND (:start::timestamptz IS NULL OR e.at >= :start)
                          AND (:end::timestamptz IS NULL OR e.at <= :end)
                          AND (:before::timestamptz IS NULL OR (e.at, e.number) < (:before, :number))
                          AND %s
                        ORDER BY e.at DESC, e.number DESC LIMIT :limit
                        """.formatted(
                                attribute == null ? "true" : attribute.kind().condition()))
                .param("account", account)
                .param("region", region)
                .param("start", start == null ? null : Instants.column(start))
                .param("end", end == null ? null : Instants.column(end))
                .param("before", before == null ? null : Instants.column(before.at()))
                .param("number", before == null ? 0 : before.number())
                .param("value", attribute == null ? "" : attribute.value())
                .param("limit", limit)
                .query(this::found)
                .list();
    }

    /**
     * Calls that a policy refused, newest first, in all accounts and regions.
     *
     * @param requestId null for any
     */
    List<Decision> refused(@Nullable String requestId, int limit) {
        return jdbc.sql("""
                        SELECT event, derivation FROM trail_event WHERE derivation IS NOT NULL %s
                        ORDER BY at DESC, number DESC LIMIT :limit
                        """.formatted(requestId == null ? "" : "AND request_id = :requestId"))
                .param("requestId", requestId == null ? "" : plain(requestId))
                .param("limit", limit)
                .query((row, n) -> decision(
                        json.readTree(row.getString("event")),
                        json.readValue(row.getString("derivation"), Derivation.class)))
                .list();
    }

    private static Decision decision(JsonNode record, Derivation derivation) {
        String source = record.path("eventSource").asString("");
        return new Decision(
                record.path("eventTime").asString(""),
                record.path("requestID").asString(""),
                record.path("awsRegion").asString(""),
                record.path("userIdentity").path("accessKeyId").asString(""),
                source.substring(0, Math.max(0, source.indexOf('.'))),
                record.path("eventName").asString(""),
                record.path("errorCode").asString(""),
                derivation);
    }

    /** Forgets what is older. */
    void forget(Instant before) {
        jdbc.sql("""
                        WITH gone AS (DELETE FROM trail_event WHERE at < :before RETURNING number)
                        DELETE FROM trail_resource r USING gone WHERE r.event = gone.number
                        """).param("before", Instants.column(before)).update();
    }

    private Found found(ResultSet row, int n) throws SQLException {
        String resources = row.getString("resources");
        return new Found(
                new Position(Instants.read(row, "at"), row.getLong("number")),
                row.getString("username"),
                json.readTree(row.getString("event")),
                resources == null ? List.of() : List.of(json.readValue(resources, TrailResource[].class)));
    }
}
