package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.identity.IdentityKind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where managed policies are in use. */
@Repository
class PolicyUsage {
    private final JdbcClient jdbc;

    PolicyUsage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How often one policy is in use.
     *
     * @param attached as a permissions policy
     * @param boundaries as a permissions boundary
     */
    record Count(String arn, int attached, int boundaries) {
        static final Count NONE = new Count("", 0, 0);

        boolean none() {
            return attached == 0 && boundaries == 0;
        }
    }

    /** Who uses a policy, and as what. */
    record User(IdentityKind kind, String name, String id, String path) {
        String key() {
            return kind.word() + " " + name;
        }
    }

    Count of(String account, PolicyArn policy) {
        String arn = policy.toString();
        return new Count(
                arn,
                jdbc.sql("SELECT count(*) FROM attachment WHERE account = :account AND policy_arn = :arn")
                        .param("account", account)
                        .param("arn", arn)
                        .query(Integer.class)
                        .single(),
                jdbc.sql("SELECT count(*) FROM identity WHERE account = :account AND boundary = :arn")
                        .param("account", account)
                        .param("arn", arn)
                        .query(Integer.class)
                        .single());
    }

    /** Of every policy that is in use in an account, by ARN. */
    Map<String, Count> all(String account) {
        return jdbc
                .sql("""
                        SELECT arn, sum(attached)::int, sum(boundaries)::int FROM (
                            SELECT policy_arn AS arn, 1 AS attached, 0 AS boundaries
                            FROM attachment WHERE account = :account
                            UNION ALL
                            SELECT boundary, 0, 1 FROM identity WHERE account = :account AND boundary IS NOT NULL
                        ) AS used GROUP BY arn
                        """)
                .param("account", account)
                .query((row, number) -> new Count(row.getString(1), row.getInt(2), row.getInt(3)))
                .list()
                .stream()
                .collect(Collectors.toMap(Count::arn, Function.identity()));
    }

    /** Who has it attached. */
    List<User> attachedTo(String account, PolicyArn policy) {
        return jdbc.sql("""
                        SELECT i.kind, i.name, i.id, i.path FROM attachment a
                        JOIN identity i ON i.account = a.account AND i.id = a.identity_id
                        WHERE a.account = :account AND a.policy_arn = :arn
                        """)
                .param("account", account)
                .param("arn", policy.toString())
                .query((row, number) -> new User(
                        IdentityKind.valueOf(row.getString(1)), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** Whose boundary it is. */
    List<User> boundaryOf(String account, PolicyArn policy) {
        return jdbc.sql("SELECT kind, name, id, path FROM identity WHERE account = :account AND boundary = :arn")
                .param("account", account)
                .param("arn", policy.toString())
                .query((row, number) -> new User(
                        IdentityKind.valueOf(row.getString(1)), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }
}
