package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.IamError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The versions of customer managed policies. */
@Repository
class PolicyVersions {
    private static final int MOST = 5;

    private final JdbcClient jdbc;

    PolicyVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the next version. The policy is locked. */
    PolicyVersion add(PolicyArn policy, String document, Instant now) {
        if (count(policy) >= MOST) {
            throw IamError.LIMIT_EXCEEDED.of(
                    "A managed policy can have up to %d versions. Before you create a new version, you must delete an existing version.",
                    MOST);
        }
        int number = jdbc.sql("""
                        UPDATE managed_policy SET newest_version = newest_version + 1, updated = :now
                        WHERE account = :account AND name = :name RETURNING newest_version
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("account", policy.owner())
                .param("name", policy.name())
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        INSERT INTO managed_policy_version (account, policy, version, document, created)
                        VALUES (:account, :policy, :version, :document, :created)
                        """)
                .param("account", policy.owner())
                .param("policy", policy.name())
                .param("version", number)
                .param("document", document)
                .param("created", now.atOffset(ZoneOffset.UTC))
                .update();
        return new PolicyVersion(number, document, now);
    }

    Optional<PolicyVersion> find(PolicyArn policy, int number) {
        return jdbc.sql("""
                        SELECT * FROM managed_policy_version
                        WHERE account = :account AND policy = :policy AND version = :version
                        """)
                .param("account", policy.owner())
                .param("policy", policy.name())
                .param("version", number)
                .query(PolicyVersions::row)
                .optional();
    }

    /** All of them, the newest first. */
    List<PolicyVersion> all(PolicyArn policy) {
        return jdbc.sql("""
                        SELECT * FROM managed_policy_version
                        WHERE account = :account AND policy = :policy ORDER BY version DESC
                        """)
                .param("account", policy.owner())
                .param("policy", policy.name())
                .query(PolicyVersions::row)
                .list();
    }

    void remove(PolicyArn policy, int number) {
        jdbc.sql("""
                        DELETE FROM managed_policy_version
                        WHERE account = :account AND policy = :policy AND version = :version
                        """)
                .param("account", policy.owner())
                .param("policy", policy.name())
                .param("version", number)
                .update();
    }

    int count(PolicyArn policy) {
        return jdbc.sql("SELECT count(*) FROM managed_policy_version WHERE account = :account AND policy = :policy")
                .param("account", policy.owner())
                .param("policy", policy.name())
                .query(Integer.class)
                .single();
    }

    private static PolicyVersion row(ResultSet row, int number) throws SQLException {
        return new PolicyVersion(
                row.getInt("version"),
                row.getString("document"),
                row.getObject("created", OffsetDateTime.class).toInstant());
    }
}
