package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.KmsPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The aliases that there are. */
@Repository
public class Aliases {
    private final JdbcClient jdbc;

    Aliases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it was added: false when there is one of that name. */
    public boolean add(Alias alias) {
        return jdbc.sql("""
                                INSERT INTO kms_alias (account, region, name, key_id, created, updated)
                                VALUES (:account, :region, :name, :key, :created, :updated) ON CONFLICT DO NOTHING
                                """)
                        .param("account", alias.account())
                        .param("region", alias.region())
                        .param("name", alias.name())
                        .param("key", alias.keyId())
                        .param("created", alias.created().atOffset(ZoneOffset.UTC))
                        .param("updated", alias.updated().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public @Nullable Alias find(String account, String region, String name) {
        return jdbc.sql("SELECT * FROM kms_alias WHERE account = :account AND region = :region AND name = :name")
                .param("account", account)
                .param("region", region)
                .param("name", name)
                .query(Aliases::row)
                .optional()
                .orElse(null);
    }

    /** By their names. */
    public List<String> of(KmsKey key) {
        return jdbc.sql("""
                        SELECT name FROM kms_alias WHERE account = :account AND region = :region AND key_id = :key
                        ORDER BY name
                        """)
                .param("account", key.account())
                .param("region", key.region())
                .param("key", key.id())
                .query(String.class)
                .list();
    }

    /**
     * @param keyId null for the aliases of all keys
     */
    public KmsPage<Alias> list(String account, String region, @Nullable String keyId, KmsPage.Wanted page) {
        List<Alias> rows = jdbc.sql("""
                        SELECT * FROM kms_alias
                        WHERE account = :account AND region = :region AND name > :after AND key_id = coalesce(:key, key_id)
                        ORDER BY name LIMIT :rows
                        """)
                .param("account", account)
                .param("region", region)
                .param("after", page.after())
                .param("key", keyId, java.sql.Types.VARCHAR)
                .param("rows", page.rows())
                .query(Aliases::row)
                .list();
        return KmsPage.of(rows, page, Alias::name);
    }

    public void point(Alias alias, String keyId, Instant now) {
        jdbc.sql("""
                        UPDATE kms_alias SET key_id = :key, updated = :now
                        WHERE account = :account AND region = :region AND name = :name
                        """)
                .param("key", keyId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("account", alias.account())
                .param("region", alias.region())
                .param("name", alias.name())
                .update();
    }

    public void remove(Alias alias) {
        jdbc.sql("DELETE FROM kms_alias WHERE account = :account AND region = :region AND name = :name")
                .param("account", alias.account())
                .param("region", alias.region())
                .param("name", alias.name())
                .update();
    }

    private static Alias row(ResultSet row, int number) throws SQLException {
        return new Alias(
                row.getString("account"),
                row.getString("region"),
                row.getString("name"),
                row.getString("key_id"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
