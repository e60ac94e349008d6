package dev.cloudlet.iam.sts;

import dev.cloudlet.iam.tag.TagsColumn;
import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The temporary credentials that have been given out. */
@Repository
public class Sessions {
    private static final TypeReference<List<PolicyText>> POLICIES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TagsColumn tags;
    private final JsonMapper json;

    Sessions(JdbcClient jdbc, TagsColumn tags, JsonMapper json) {
        this.jdbc = jdbc;
        this.tags = tags;
        this.json = json;
    }

    /** The session of an access key, expired or not; null when there is none. */
    public @Nullable StoredSession find(String accessKeyId) {
        return jdbc.sql("SELECT * FROM session WHERE access_key_id = :id")
                .param("id", accessKeyId)
                .query(this::row)
                .optional()
                .orElse(null);
    }

    void add(StoredSession stored) {
        Session session = stored.session();
        jdbc.sql("""
                        INSERT INTO session (access_key_id, account, kind, identity_id, name, token_hash, secret,
                            tags, transitive_tags, policies, limited, mfa, created, expires)
                        VALUES (:id, :account, :kind, :identity, :name, :hash, :secret,
                            :tags::jsonb, :transitive::jsonb, :policies::jsonb, :limited, :mfa, :created, :expires)
                        """)
                .param("id", stored.accessKeyId())
                .param("account", session.account())
                .param("kind", session.kind().name())
                .param("identity", session.identityId())
                .param("name", session.name())
                .param("hash", stored.tokenHash())
                .param("secret", stored.sealedSecret())
                .param("tags", tags.write(session.tags()))
                .param("transitive", tags.write(session.transitiveTags()))
                .param("policies", json.writeValueAsString(session.policies()))
                .param("limited", session.limited())
                .param("mfa", session.mfa() == null ? null : session.mfa().atOffset(ZoneOffset.UTC))
                .param("created", session.created().atOffset(ZoneOffset.UTC))
                .param("expires", session.expires().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Forgets some of the sessions that ended before that time: each new session clears away a few old ones. */
    void forget(Instant endedBefore) {
        jdbc.sql("""
                        DELETE FROM session WHERE access_key_id IN (
                            SELECT access_key_id FROM session WHERE expires < :before
                            ORDER BY expires LIMIT 10 FOR UPDATE SKIP LOCKED)
                        """).param("before", endedBefore.atOffset(ZoneOffset.UTC)).update();
    }

    private StoredSession row(ResultSet row, int number) throws SQLException {
        OffsetDateTime mfa = row.getObject("mfa", OffsetDateTime.class);
        Session session = new Session(
                row.getString("account"),
                CallerGrant.Kind.valueOf(row.getString("kind")),
                row.getString("identity_id"),
                row.getString("name"),
                tags.read(row.getString("tags")),
                tags.read(row.getString("transitive_tags")),
                json.readValue(row.getString("policies"), POLICIES),
                row.getBoolean("limited"),
                mfa == null ? null : mfa.toInstant(),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getObject("expires", OffsetDateTime.class).toInstant());
        return new StoredSession(
                row.getString("access_key_id"), session, row.getBytes("token_hash"), row.getBytes("secret"));
    }
}
