package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.KmsPage;
import dev.cloudlet.iam.kms.key.KeyGrant.Constraints;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The grants that there are. */
@Repository
public class KeyGrants {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    KeyGrants(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public void add(KeyGrant grant) {
        jdbc.sql("""
                        INSERT INTO kms_grant (account, region, id, key_id, name, grantee, grantee_id, retiring, retiring_id, issuer,
                            operations, constraints, created)
                        VALUES (:account, :region, :id, :key, :name, :grantee, :granteeId, :retiring, :retiringId, :issuer,
                            string_to_array(:operations, ','), :constraints::jsonb, :created)
                        """)
                .param("account", grant.account())
                .param("region", grant.region())
                .param("id", grant.id())
                .param("key", grant.keyId())
                .param("name", grant.name())
                .param("grantee", grant.grantee())
                .param("granteeId", grant.granteeId())
                .param("retiring", grant.retiring())
                .param("retiringId", grant.retiringId())
                .param("issuer", grant.issuer())
                .param("operations", String.join(",", grant.operations()))
                .param("constraints", json.writeValueAsString(grant.constraints()))
                .param("created", grant.created().atOffset(ZoneOffset.UTC))
                .update();
    }

    public @Nullable KeyGrant find(KmsKey key, String id) {
        return jdbc.sql("""
                        SELECT * FROM kms_grant
                        WHERE account = :account AND region = :region AND id = :id AND key_id = :key
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("id", id)
                .param("key", key.id())
                .query(this::row)
                .optional()
                .orElse(null);
    }

    /** The grants of a key that let somebody do this. */
    public List<KeyGrant> allowing(KmsKey key, String operation) {
        return jdbc.sql("""
                        SELECT * FROM kms_grant
                        WHERE account = :account AND region = :region AND key_id = :key AND :operation = ANY (operations)
                        ORDER BY id
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("key", key.id())
                .param("operation", operation)
                .query(this::row)
                .list();
    }

    /** All grants of a key that have this name. */
    public List<KeyGrant> named(KmsKey key, String name) {
        return jdbc.sql("""
                        SELECT * FROM kms_grant
                        WHERE account = :account AND region = :region AND key_id = :key AND name = :name ORDER BY id
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("key", key.id())
                .param("name", name)
                .query(this::row)
                .list();
    }

    public int count(KmsKey key) {
        return jdbc.sql(
                        "SELECT count(*) FROM kms_grant WHERE account = :account AND region = :region AND key_id = :key")
                .param("account", key.account())
                .param("region", key.region())
                .param("key", key.id())
                .query(Integer.class)
                .single();
    }

    /**
     * @param id null for any grant
     * @param grantee null for whomever
     */
    public KmsPage<KeyGrant> list(KmsKey key, @Nullable String id, @Nullable String grantee, KmsPage.Wanted page) {
        List<KeyGrant> rows = jdbc.sql("""
                        SELECT * FROM kms_grant
                        WHERE account = :account AND region = :region AND key_id = :key AND id > :after
                            AND id = coalesce(:id, id) AND grantee = coalesce(:grantee, grantee)
                        ORDER BY id LIMIT :rows
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("key", key.id())
                .param("after", page.after())
                .param("id", id, Types.VARCHAR)
                .param("grantee", grantee, Types.VARCHAR)
                .param("rows", page.rows())
                .query(this::row)
                .list();
        return KmsPage.of(rows, page, KeyGrant::id);
    }

    /** The grants in one Region that somebody may retire, on keys of whatever account. */
    public KmsPage<KeyGrant> retirable(String region, String retiring, KmsPage.Wanted page) {
        List<KeyGrant> rows = jdbc.sql("""
                        SELECT * FROM kms_grant
                        WHERE retiring = :retiring AND region = :region AND id > :after
                        ORDER BY id LIMIT :rows
                        """)
                .param("retiring", retiring)
                .param("region", region)
                .param("after", page.after())
                .param("rows", page.rows())
                .query(this::row)
                .list();
        return KmsPage.of(rows, page, KeyGrant::id);
    }

    public void remove(KeyGrant grant) {
        jdbc.sql("DELETE FROM kms_grant WHERE account = :account AND region = :region AND id = :id")
                .param("account", grant.account())
                .param("region", grant.region())
                .param("id", grant.id())
                .update();
    }

    private KeyGrant row(ResultSet row, int number) throws SQLException {
        return new KeyGrant(
                row.getString("account"),
                row.getString("region"),
                row.getString("key_id"),
                row.getString("id"),
                row.getString("name"),
                row.getString("grantee"),
                row.getString("grantee_id"),
                row.getString("retiring"),
                row.getString("retiring_id"),
                row.getString("issuer"),
                List.of((String[]) row.getArray("operations").getArray()),
                json.readValue(row.getString("constraints"), Constraints.class),
                row.getTimestamp("created").toInstant());
    }
}
