package dev.cloudlet.iam.policy;

import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The documents that are in force: the default versions of managed policies, AWS's own and the customer's. */
@Repository
public class PolicyTexts {
    private final JdbcClient jdbc;
    private final AwsManagedPolicies awsManaged;

    PolicyTexts(JdbcClient jdbc, AwsManagedPolicies awsManaged) {
        this.jdbc = jdbc;
        this.awsManaged = awsManaged;
    }

    /** The document in force, null when there is no such policy in that account. */
    public @Nullable PolicyText find(String account, String arn) {
        PolicyArn parsed = PolicyArn.parse(arn);
        if (parsed == null) {
            return null;
        }
        String document = parsed.ownedByAws() ? awsManaged.document(arn) : customerManaged(account, parsed);
        return document == null ? null : new PolicyText(arn, document);
    }

    /**
     * The document of a policy that something is attached to.
     *
     * @throws IllegalStateException when there is none: to go on without it could lift a deny
     */
    public PolicyText get(String account, String arn) {
        PolicyText text = find(account, arn);
        if (text == null) {
            throw new IllegalStateException("the attached policy " + arn + " is not there");
        }
        return text;
    }

    private @Nullable String customerManaged(String account, PolicyArn arn) {
        return jdbc.sql("""
                        SELECT v.document FROM managed_policy p
                        JOIN managed_policy_version v
                            ON v.account = p.account AND v.policy = p.name AND v.version = p.default_version
                        WHERE p.account = :account AND p.name = :name AND p.path = :path AND p.account = :owner
                        """)
                .param("account", account)
                .param("name", arn.name())
                .param("path", arn.path())
                .param("owner", arn.owner())
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
