package dev.cloudlet.iam.password;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The password policies of accounts. */
@Repository
class PasswordPolicies {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    PasswordPolicies(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<PasswordRules> of(String account) {
        return jdbc.sql("SELECT rules FROM password_policy WHERE account = :account")
                .param("account", account)
                .query(String.class)
                .optional()
                .map(rules -> json.readValue(rules, PasswordRules.class));
    }

    void set(String account, PasswordRules rules) {
        jdbc.sql("""
                        INSERT INTO password_policy (account, rules) VALUES (:account, :rules::jsonb)
                        ON CONFLICT (account) DO UPDATE SET rules = excluded.rules
                        """)
                .param("account", account)
                .param("rules", json.writeValueAsString(rules))
                .update();
    }

    /** Whether there was one. */
    boolean remove(String account) {
        return jdbc.sql("DELETE FROM password_policy WHERE account = :account")
                        .param("account", account)
                        .update()
                > 0;
    }
}
