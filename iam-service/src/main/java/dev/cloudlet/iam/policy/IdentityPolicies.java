package dev.cloudlet.iam.policy;

import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every policy that speaks for one identity. */
@Repository
public class IdentityPolicies {
    private final JdbcClient jdbc;
    private final PolicyTexts texts;

    IdentityPolicies(JdbcClient jdbc, PolicyTexts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    /** Inline and attached policies, a user's with those of its groups. */
    public List<PolicyText> of(String account, String identityId) {
        List<PolicyText> found = new ArrayList<>(inline(account, identityId));
        for (String arn : attached(account, identityId)) {
            found.add(texts.get(account, arn));
        }
        return found;
    }

    /** The names of its own inline policies, without those of a user's groups. */
    public Set<String> inlineNames(String account, String identityId) {
        return jdbc.sql("SELECT name FROM inline_policy WHERE account = :account AND identity_id = :id")
                .param("account", account)
                .param("id", identityId)
                .query(String.class)
                .set();
    }

    private List<PolicyText> inline(String account, String identityId) {
        return jdbc.sql("""
                        SELECT name, document FROM inline_policy
                        WHERE account = :account AND identity_id IN (
                            SELECT :id UNION SELECT group_id FROM membership WHERE account = :account AND user_id = :id)
                        ORDER BY identity_id, name
                        """)
                .param("account", account)
                .param("id", identityId)
                .query((row, number) -> new PolicyText(row.getString(1), row.getString(2)))
                .list();
    }

    private List<String> attached(String account, String identityId) {
        return jdbc.sql("""
                        SELECT DISTINCT policy_arn FROM attachment
                        WHERE account = :account AND identity_id IN (
                            SELECT :id UNION SELECT group_id FROM membership WHERE account = :account AND user_id = :id)
                        ORDER BY policy_arn
                        """)
                .param("account", account)
                .param("id", identityId)
                .query(String.class)
                .list();
    }
}
