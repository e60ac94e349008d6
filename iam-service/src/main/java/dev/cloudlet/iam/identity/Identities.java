package dev.cloudlet.iam.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Users, groups and roles, as far as they are alike. */
@Repository
public class Identities {
    private final JdbcClient jdbc;
    private final TagsColumn tags;

    Identities(JdbcClient jdbc, TagsColumn tags) {
        this.jdbc = jdbc;
        this.tags = tags;
    }

    /** By its unique id; null when it is not there any more. */
    public @Nullable Identity byId(String account, String id) {
        return jdbc.sql("SELECT * FROM identity WHERE account = :account AND id = :id")
                .param("account", account)
                .param("id", id)
                .query(this::row)
                .optional()
                .orElse(null);
    }

    private Identity row(ResultSet row, int number) throws SQLException {
        return new Identity(
                row.getString("account"),
                row.getString("id"),
                IdentityKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("path"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                tags.read(row.getString("tags")),
                row.getString("boundary"));
    }
}
