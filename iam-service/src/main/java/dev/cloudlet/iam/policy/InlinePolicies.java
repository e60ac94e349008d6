package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Hindrance;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.policy.PolicyKind;
import dev.cloudlet.protocol.AwsException;
import java.util.List;
import java.util.function.Function;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The policies that are part of a user, group or role. */
@Repository
@Order(5)
public class InlinePolicies implements Hindrance {
    private final JdbcClient jdbc;
    private final Identities identities;
    private final CallersChanged callers;

    InlinePolicies(JdbcClient jdbc, Identities identities, CallersChanged callers) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.callers = callers;
    }

    /** Adds or replaces. */
    public void put(String account, IdentityKind kind, String identity, String policy, String document) {
        Identity owner = identities.lockOwn(account, kind, identity);
        PolicyRules.parse(document, PolicyKind.IDENTITY);
        checkSize(owner, policy, document);
        jdbc.sql("""
                        INSERT INTO inline_policy (account, identity_id, name, document)
                        VALUES (:account, :id, :name, :document)
                        ON CONFLICT (account, identity_id, name) DO UPDATE SET document = excluded.document
                        """)
                .param("account", account)
                .param("id", owner.id())
                .param("name", policy)
                .param("document", document)
                .update();
        callers.announce();
    }

    /** The document as it was given. */
    public String get(String account, IdentityKind kind, String identity, String policy) {
        Identity owner = identities.get(account, kind, identity);
        return jdbc.sql("""
                        SELECT document FROM inline_policy
                        WHERE account = :account AND identity_id = :id AND name = :name
                        """)
                .param("account", account)
                .param("id", owner.id())
                .param("name", policy)
                .query(String.class)
                .optional()
                .orElseThrow(() -> missing(kind, policy));
    }

    public void delete(String account, IdentityKind kind, String identity, String policy) {
        Identity owner = identities.lockOwn(account, kind, identity);
        int deleted = jdbc.sql("""
                        DELETE FROM inline_policy WHERE account = :account AND identity_id = :id AND name = :name
                        """)
                .param("account", account)
                .param("id", owner.id())
                .param("name", policy)
                .update();
        if (deleted == 0) {
            throw missing(kind, policy);
        }
        callers.announce();
    }

    /** The names. */
    public Page<String> list(String account, IdentityKind kind, String identity, PageRequest page) {
        Identity owner = identities.get(account, kind, identity);
        List<String> rows = jdbc.sql("""
                        SELECT name FROM inline_policy
                        WHERE account = :account AND identity_id = :id AND name > :after
                        ORDER BY name LIMIT :rows
                        """)
                .param("account", account)
                .param("id", owner.id())
                .param("after", page.after())
                .param("rows", page.rows())
                .query(String.class)
                .list();
        return Page.of(rows, page, Function.identity());
    }

    @Override
    public boolean on(Identity identity) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM inline_policy WHERE account = :account AND identity_id = :id)")
                .param("account", identity.account())
                .param("id", identity.id())
                .query(Boolean.class)
                .single();
    }

    @Override
    public String remedy() {
        return "delete policies";
    }

    /** The limit is on all of them together. */
    private void checkSize(Identity owner, String policy, String document) {
        int others = jdbc
                .sql("""
                        SELECT document FROM inline_policy
                        WHERE account = :account AND identity_id = :id AND name <> :name
                        """)
                .param("account", owner.account())
                .param("id", owner.id())
                .param("name", policy)
                .query(String.class)
                .list()
                .stream()
                .mapToInt(PolicyRules::characters)
                .sum();
        int most = owner.kind().inlineCharacters();
        if (others + PolicyRules.characters(document) > most) {
            throw IamError.LIMIT_EXCEEDED.of(
                    "Maximum policy size of %d bytes exceeded for %s %s",
                    most, owner.kind().word(), owner.name());
        }
    }

    private static AwsException missing(IdentityKind kind, String policy) {
        return IamError.NO_SUCH_ENTITY.of("The %s policy with name %s cannot be found.", kind.word(), policy);
    }
}
