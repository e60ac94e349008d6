package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.KmsPage;
import dev.cloudlet.iam.kms.key.KmsKey.Rotation;
import dev.cloudlet.iam.tag.TagsColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** The keys that there are. */
@Repository
public class Keys {
    private final JdbcClient jdbc;
    private final TagsColumn maps;

    Keys(JdbcClient jdbc, TagsColumn maps) {
        this.jdbc = jdbc;
        this.maps = maps;
    }

    public void add(KmsKey key) {
        jdbc.sql("""
                        INSERT INTO kms_key (account, region, id, description, spec, usage, origin, manager, state, created,
                            policy, principals, tags, primary_region, version)
                        VALUES (:account, :region, :id, :description, :spec, :usage, :origin, :manager, :state, :created,
                            :policy, :principals::jsonb, :tags::jsonb, :primary, :version)
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("id", key.id())
                .param("description", key.description())
                .param("spec", key.spec().toString())
                .param("usage", key.usage().toString())
                .param("origin", key.origin().toString())
                .param("manager", key.manager().toString())
                .param("state", key.state().toString())
                .param("created", key.created().atOffset(ZoneOffset.UTC))
                .param("policy", key.policy())
                .param("principals", maps.write(key.principals()))
                .param("tags", maps.write(key.tags()))
                .param("primary", key.primaryRegion())
                .param("version", key.version())
                .update();
    }

    public @Nullable KmsKey find(String account, String region, String id) {
        return one(
                "SELECT * FROM kms_key WHERE account = :account AND region = :region AND id = :id",
                account,
                region,
                id);
    }

    /** As it is now, and stays for all others until the end of the transaction. */
    public @Nullable KmsKey lock(String account, String region, String id) {
        return one(
                "SELECT * FROM kms_key WHERE account = :account AND region = :region AND id = :id FOR UPDATE",
                account,
                region,
                id);
    }

    /** A multi-Region key in all its Regions. */
    public List<KmsKey> everywhere(String account, String id) {
        return jdbc.sql("SELECT * FROM kms_key WHERE account = :account AND id = :id ORDER BY region")
                .param("account", account)
                .param("id", id)
                .query(this::row)
                .list();
    }

    public KmsPage<KmsKey> list(String account, String region, KmsPage.Wanted page) {
        List<KmsKey> rows = jdbc.sql("""
                        SELECT * FROM kms_key WHERE account = :account AND region = :region AND id > :after
                        ORDER BY id LIMIT :rows
                        """)
                .param("account", account)
                .param("region", region)
                .param("after", page.after())
                .param("rows", page.rows())
                .query(this::row)
                .list();
        return KmsPage.of(rows, page, KmsKey::id);
    }

    public int count(String account, String region) {
        return jdbc.sql("""
                        SELECT count(*) FROM kms_key WHERE account = :account AND region = :region AND manager = 'CUSTOMER'
                        """)
                .param("account", account)
                .param("region", region)
                .query(Integer.class)
                .single();
    }

    public void describe(KmsKey key, String description) {
        set(key, "description = :value", description);
    }

    /** Enabled, disabled, or without material: in any case no longer about to be deleted. */
    public void enter(KmsKey key, KeyState state) {
        set(key, "state = :value, deletion = NULL, pending_days = NULL", state.toString());
    }

    /**
     * @param at null for a primary key that waits for its replicas first
     */
    public void scheduleDeletion(KmsKey key, KeyState state, @Nullable Instant at, int days) {
        jdbc.sql("""
                        UPDATE kms_key SET state = :state, deletion = :at, pending_days = :days
                        WHERE account = :account AND region = :region AND id = :id
                        """)
                .param("state", state.toString())
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .param("days", days)
                .param("account", key.account())
                .param("region", key.region())
                .param("id", key.id())
                .update();
    }

    public void setTags(KmsKey key, Map<String, String> tags) {
        set(key, "tags = :value::jsonb", maps.write(tags));
    }

    public void setPolicy(KmsKey key, KeyPolicy policy) {
        jdbc.sql("""
                        UPDATE kms_key SET policy = :policy, principals = :principals::jsonb
                        WHERE account = :account AND region = :region AND id = :id
                        """)
                .param("policy", policy.document())
                .param("principals", maps.write(policy.principals()))
                .param("account", key.account())
                .param("region", key.region())
                .param("id", key.id())
                .update();
    }

    public void setVersion(KmsKey key, int version) {
        set(key, "version = :value", version);
    }

    public void setPrimaryRegion(String account, String id, String region) {
        jdbc.sql("UPDATE kms_key SET primary_region = :region WHERE account = :account AND id = :id")
                .param("region", region)
                .param("account", account)
                .param("id", id)
                .update();
    }

    public void setRotation(KmsKey key, @Nullable Rotation rotation) {
        jdbc.sql("""
                        UPDATE kms_key SET rotation_days = :days, next_rotation = :next
                        WHERE account = :account AND region = :region AND id = :id
                        """)
                .param("days", rotation == null ? null : rotation.days())
                .param("next", rotation == null ? null : rotation.next().atOffset(ZoneOffset.UTC))
                .param("account", key.account())
                .param("region", key.region())
                .param("id", key.id())
                .update();
    }

    /** With its material, aliases and grants. */
    public void remove(KmsKey key) {
        jdbc.sql("DELETE FROM kms_key WHERE account = :account AND region = :region AND id = :id")
                .param("account", key.account())
                .param("region", key.region())
                .param("id", key.id())
                .update();
    }

    private void set(KmsKey key, String assignments, Object value) {
        jdbc.sql("UPDATE kms_key SET " + assignments + " WHERE account = :account AND region = :region AND id = :id")
                .param("value", value)
                .param("account", key.account())
                .param("region", key.region())
                .param("id", key.id())
                .update();
    }

    private @Nullable KmsKey one(String sql, String account, String region, String id) {
        return jdbc.sql(sql)
                .param("account", account)
                .param("region", region)
                .param("id", id)
                .query(this::row)
                .optional()
                .orElse(null);
    }

    private KmsKey row(ResultSet row, int number) throws SQLException {
        return new KmsKey(
                row.getString("account"),
                row.getString("region"),
                row.getString("id"),
                row.getString("description"),
                KeySpec.fromValue(row.getString("spec")),
                KeyUsageType.fromValue(row.getString("usage")),
                OriginType.fromValue(row.getString("origin")),
                KeyManagerType.fromValue(row.getString("manager")),
                KeyState.fromValue(row.getString("state")),
                row.getTimestamp("created").toInstant(),
                instant(row.getTimestamp("deletion")),
                row.getObject("pending_days", Integer.class),
                row.getString("policy"),
                maps.read(row.getString("principals")),
                maps.read(row.getString("tags")),
                row.getString("primary_region"),
                row.getInt("version"),
                rotation(row.getObject("rotation_days", Integer.class), row.getTimestamp("next_rotation")));
    }

    private static @Nullable Rotation rotation(@Nullable Integer days, @Nullable Timestamp next) {
        return days == null || next == null ? null : new Rotation(days, next.toInstant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
