package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.cipher.RootKey;
import dev.cloudlet.iam.kms.key.Material.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The material of keys, sealed with the root key and bound to its place: a row copied onto another one opens nothing. */
@Repository
public class Materials {
    private final JdbcClient jdbc;
    private final RootKey root;

    Materials(JdbcClient jdbc, RootKey root) {
        this.jdbc = jdbc;
        this.root = root;
    }

    /** Adds a version whose secret is given; it is the key's own to say which version encrypts. */
    public void add(KmsKey key, Material material, byte[] secret) {
        jdbc.sql("""
                        INSERT INTO kms_material (account, region, key_id, version, id, kind, sealed, public_key, created,
                            expires, description)
                        VALUES (:account, :region, :key, :version, :id, :kind, :sealed, :public, :created, :expires,
                            :description)
                        ON CONFLICT (account, region, key_id, version) DO UPDATE
                            SET sealed = excluded.sealed, expires = excluded.expires, description = excluded.description
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("key", key.id())
                .param("version", material.version())
                .param("id", material.id())
                .param("kind", material.kind().name())
                .param("sealed", sealed(key, material.version(), secret))
                .param("public", material.publicKey())
                .param("created", material.created().atOffset(ZoneOffset.UTC))
                .param(
                        "expires",
                        material.expires() == null ? null : material.expires().atOffset(ZoneOffset.UTC))
                .param("description", material.description())
                .update();
    }

    public @Nullable Material find(KmsKey key, int version) {
        return jdbc.sql("""
                        SELECT * FROM kms_material
                        WHERE account = :account AND region = :region AND key_id = :key AND version = :version
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("key", key.id())
                .param("version", version)
                .query(Materials::row)
                .optional()
                .orElse(null);
    }

    /** Every version, the newest first. */
    public List<Material> all(KmsKey key) {
        return jdbc.sql("""
                        SELECT * FROM kms_material WHERE account = :account AND region = :region AND key_id = :key
                        ORDER BY version DESC
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("key", key.id())
                .query(Materials::row)
                .list();
    }

    /** The secret of a version, in the clear. Whoever asks keeps it no longer than the call. */
    public byte[] open(KmsKey key, Material material) {
        byte[] sealed = material.sealed();
        byte[] secret = sealed == null ? null : root.open(purpose(key, material.version()), sealed);
        if (secret == null) {
            throw KmsError.KEY_UNAVAILABLE.of(
                    "The material of %s does not open with the root key at %s.", key.arn(), root.file());
        }
        return secret;
    }

    /** Takes the secret of imported material away. */
    public void destroy(KmsKey key, int version) {
        jdbc.sql("""
                        UPDATE kms_material SET sealed = NULL, expires = NULL
                        WHERE account = :account AND region = :region AND key_id = :key AND version = :version
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("key", key.id())
                .param("version", version)
                .update();
    }

    /** Whether the root key opens what there is; true when there is nothing. */
    boolean rootKeyFits() {
        record Sample(String account, String region, String key, int version, byte[] sealed) {}
        // Any row will do: the first that the table's scan finds.
        Sample sample = jdbc.sql(
                        "SELECT account, region, key_id, version, sealed FROM kms_material WHERE sealed IS NOT NULL LIMIT 1")
                .query((row, n) -> new Sample(
                        row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getBytes(5)))
                .optional()
                .orElse(null);
        return sample == null
                || root.open(
                                purpose(sample.account(), sample.region(), sample.key(), sample.version()),
                                sample.sealed())
                        != null;
    }

    private byte[] sealed(KmsKey key, int version, byte[] secret) {
        // Never a second root key while something is sealed with the first.
        boolean none = jdbc.sql("SELECT NOT EXISTS (SELECT FROM kms_material WHERE sealed IS NOT NULL)")
                .query(Boolean.class)
                .single();
        if (none) {
            root.make();
        }
        return root.seal(purpose(key, version), secret);
    }

    private static String purpose(KmsKey key, int version) {
        return purpose(key.account(), key.region(), key.id(), version);
    }

    private static String purpose(String account, String region, String id, int version) {
        return "material " + KmsKey.arn(account, region, id) + " " + version;
    }

    private static Material row(ResultSet row, int number) throws SQLException {
        Timestamp expires = row.getTimestamp("expires");
        return new Material(
                row.getString("key_id"),
                row.getInt("version"),
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                row.getBytes("sealed"),
                row.getBytes("public_key"),
                row.getTimestamp("created").toInstant(),
                expires == null ? null : expires.toInstant(),
                row.getString("description"));
    }
}
