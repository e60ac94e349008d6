package dev.cloudlet.iam.account;

import dev.cloudlet.kit.account.AccountProfile;
import dev.cloudlet.kit.app.CloudletSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts of this cloud: the first one, which is configured, and those that were made. */
@Repository
class Accounts {
    private final JdbcClient jdbc;
    private final AccountProfile first;

    Accounts(JdbcClient jdbc, CloudletSettings settings) {
        this.jdbc = jdbc;
        this.first = AccountProfile.unnamed(settings.account());
    }

    @Nullable
    AccountProfile find(String account) {
        return account.equals(first.account()) ? first : one("SELECT * FROM account WHERE id = :name", account);
    }

    @Nullable
    AccountProfile byCanonicalId(String canonicalId) {
        return canonicalId.equals(first.canonicalId())
                ? first
                : one("SELECT * FROM account WHERE canonical_id = :name", canonicalId);
    }

    @Nullable
    AccountProfile byEmail(String email) {
        return one("SELECT * FROM account WHERE email = :name", email);
    }

    void add(AccountProfile profile, Instant created) {
        jdbc.sql("""
                        INSERT INTO account (id, canonical_id, display_name, email, created)
                        VALUES (:id, :canonical, :display, :email, :created)
                        """)
                .param("id", profile.account())
                .param("canonical", profile.canonicalId())
                .param("display", profile.displayName())
                .param("email", profile.email())
                .param("created", created.atOffset(ZoneOffset.UTC))
                .update();
    }

    private @Nullable AccountProfile one(String sql, String name) {
        return jdbc.sql(sql).param("name", name).query(Accounts::row).optional().orElse(null);
    }

    private static AccountProfile row(ResultSet row, int number) throws SQLException {
        return new AccountProfile(
                row.getString("id"),
                row.getString("canonical_id"),
                row.getString("display_name"),
                row.getString("email"));
    }
}
