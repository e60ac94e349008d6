package dev.cloudlet.iam.accesskey;

import dev.cloudlet.iam.accesskey.AccessKey.LastUse;
import dev.cloudlet.iam.identity.Hindrance;
import dev.cloudlet.iam.identity.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The long-lived access keys. */
@Repository
@Order(1)
public class AccessKeys implements Hindrance {
    private final JdbcClient jdbc;

    AccessKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The key, in whatever account and state; null when there is none. */
    public @Nullable AccessKey find(String id) {
        return jdbc.sql("SELECT * FROM access_key WHERE id = :id")
                .param("id", id)
                .query(AccessKeys::row)
                .optional()
                .orElse(null);
    }

    /** The keys of one owner, the oldest first; there are two at most. */
    public List<AccessKey> of(String account, @Nullable String owner) {
        return jdbc.sql("""
                        SELECT * FROM access_key
                        WHERE account = :account AND owner IS NOT DISTINCT FROM :owner ORDER BY created, id
                        """)
                .param("account", account)
                .param("owner", owner)
                .query(AccessKeys::row)
                .list();
    }

    /** Stores a new key. */
    public void add(AccessKey key) {
        jdbc.sql("""
                        INSERT INTO access_key (id, account, owner, secret, active, created)
                        VALUES (:id, :account, :owner, :secret, :active, :created)
                        """)
                .param("id", key.id())
                .param("account", key.account())
                .param("owner", key.owner())
                .param("secret", key.sealedSecret())
                .param("active", key.active())
                .param("created", key.created().atOffset(ZoneOffset.UTC))
                .update();
    }

    void setActive(String id, boolean active) {
        jdbc.sql("UPDATE access_key SET active = :active WHERE id = :id")
                .param("active", active)
                .param("id", id)
                .update();
    }

    void remove(String id) {
        jdbc.sql("DELETE FROM access_key WHERE id = :id").param("id", id).update();
    }

    @Override
    public boolean on(Identity identity) {
        return !of(identity.account(), identity.id()).isEmpty();
    }

    @Override
    public String remedy() {
        return "delete access keys";
    }

    private static AccessKey row(ResultSet row, int number) throws SQLException {
        OffsetDateTime lastUsed = row.getObject("last_used", OffsetDateTime.class);
        return new AccessKey(
                row.getString("id"),
                row.getString("account"),
                row.getString("owner"),
                row.getBytes("secret"),
                row.getBoolean("active"),
                instant(row, "created"),
                lastUsed == null
                        ? null
                        : new LastUse(
                                lastUsed.toInstant(),
                                row.getString("last_used_region"),
                                row.getString("last_used_service")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
