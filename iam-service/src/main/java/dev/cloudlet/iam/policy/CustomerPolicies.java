package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.tag.TagsColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The managed policies of customers. */
@Repository
class CustomerPolicies {
    private static final int QUOTA = 1_500;

    private final JdbcClient jdbc;
    private final TagsColumn tags;

    CustomerPolicies(JdbcClient jdbc, TagsColumn tags) {
        this.jdbc = jdbc;
        this.tags = tags;
    }

    void add(ManagedPolicy policy) {
        if (count(policy.arn().owner()) >= QUOTA) {
            throw IamError.LIMIT_EXCEEDED.of("Cannot exceed quota for PoliciesPerAccount: %d", QUOTA);
        }
        int added = jdbc.sql("""
                        INSERT INTO managed_policy (account, name, path, id, description,
                            default_version, newest_version, created, updated, tags)
                        VALUES (:account, :name, :path, :id, :description, :version, 0, :created, :created, :tags::jsonb)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", policy.arn().owner())
                .param("name", policy.name())
                .param("path", policy.arn().path())
                .param("id", policy.id())
                .param("description", policy.description())
                .param("version", policy.defaultVersion())
                .param("created", policy.created().atOffset(ZoneOffset.UTC))
                .param("tags", tags.write(policy.tags()))
                .update();
        if (added == 0) {
            throw IamError.ENTITY_ALREADY_EXISTS.of(
                    "A policy called %s already exists. Duplicate names are not allowed.", policy.name());
        }
    }

    Optional<ManagedPolicy> find(PolicyArn arn) {
        return select(arn, "");
    }

    /** To be changed or deleted. */
    Optional<ManagedPolicy> lock(PolicyArn arn) {
        return select(arn, "FOR UPDATE");
    }

    /** To be attached: until the transaction ends it is not deleted. */
    Optional<ManagedPolicy> hold(PolicyArn arn) {
        return select(arn, "FOR SHARE");
    }

    private Optional<ManagedPolicy> select(PolicyArn arn, String locking) {
        return jdbc.sql("SELECT * FROM managed_policy WHERE account = :account AND name = :name AND path = :path "
                        + locking)
                .param("account", arn.owner())
                .param("name", arn.name())
                .param("path", arn.path())
                .query(this::row)
                .optional();
    }

    /** All of an account: fifteen hundred at most. */
    List<ManagedPolicy> all(String account) {
        return jdbc.sql("SELECT * FROM managed_policy WHERE account = :account")
                .param("account", account)
                .query(this::row)
                .list();
    }

    void setTags(PolicyArn arn, Map<String, String> to) {
        jdbc.sql("UPDATE managed_policy SET tags = :tags::jsonb WHERE account = :account AND name = :name")
                .param("tags", tags.write(to))
                .param("account", arn.owner())
                .param("name", arn.name())
                .update();
    }

    void setDefault(PolicyArn arn, int version, Instant now) {
        jdbc.sql("""
                        UPDATE managed_policy SET default_version = :version, updated = :now
                        WHERE account = :account AND name = :name
                        """)
                .param("version", version)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("account", arn.owner())
                .param("name", arn.name())
                .update();
    }

    void remove(PolicyArn arn) {
        jdbc.sql("DELETE FROM managed_policy WHERE account = :account AND name = :name")
                .param("account", arn.owner())
                .param("name", arn.name())
                .update();
    }

    int count(String account) {
        return jdbc.sql("SELECT count(*) FROM managed_policy WHERE account = :account")
                .param("account", account)
                .query(Integer.class)
                .single();
    }

    private ManagedPolicy row(ResultSet row, int number) throws SQLException {
        return new ManagedPolicy(
                new PolicyArn(row.getString("account"), row.getString("path"), row.getString("name")),
                row.getString("id"),
                row.getString("description"),
                row.getInt("default_version"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getObject("updated", OffsetDateTime.class).toInstant(),
                tags.read(row.getString("tags")));
    }
}
