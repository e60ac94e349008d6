package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Hindrance;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** Which managed policies are attached to which users, groups and roles. */
@Repository
@Order(4)
public class Attachments implements Hindrance {
    private final JdbcClient jdbc;
    private final Identities identities;
    private final ManagedPolicies policies;
    private final CallersChanged callers;

    Attachments(JdbcClient jdbc, Identities identities, ManagedPolicies policies, CallersChanged callers) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.policies = policies;
        this.callers = callers;
    }

    /** Attaches; once more changes nothing. */
    public void attach(String account, IdentityKind kind, String identity, String policyArn) {
        Identity owner = identities.lockOwn(account, kind, identity);
        PolicyArn arn = policies.hold(account, policyArn).arn();
        if (arn.ownedByAws() && arn.path().startsWith(Identity.SERVICE_PATH)) {
            throw IamError.POLICY_NOT_ATTACHABLE.of("Cannot attach a Service Role Policy to a Customer Role.");
        }
        link(owner, policyArn);
    }

    /** Attaches without asking whether a customer may: service-linked roles have policies that are only for them. */
    public void link(Identity owner, String policyArn) {
        int added = jdbc.sql("""
                        INSERT INTO attachment (account, identity_id, policy_arn) VALUES (:account, :id, :arn)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", owner.account())
                .param("id", owner.id())
                .param("arn", policyArn)
                .update();
        IdentityKind kind = owner.kind();
        if (added > 0 && arns(owner).size() > kind.attachments()) {
            throw IamError.LIMIT_EXCEEDED.of(
                    "Cannot exceed quota for %s: %d", kind.attachmentsQuotaName(), kind.attachments());
        }
        callers.announce();
    }

    public void detach(String account, IdentityKind kind, String identity, String policyArn) {
        Identity owner = identities.lockOwn(account, kind, identity);
        int removed = jdbc.sql("""
                        DELETE FROM attachment WHERE account = :account AND identity_id = :id AND policy_arn = :arn
                        """)
                .param("account", account)
                .param("id", owner.id())
                .param("arn", policyArn)
                .update();
        if (removed == 0) {
            throw ManagedPolicies.missing(policyArn);
        }
        callers.announce();
    }

    /**
     * By name.
     *
     * @param pathPrefix how the policy's path begins, null for all
     */
    public Page<AttachedPolicy> list(
            String account, IdentityKind kind, String identity, @Nullable String pathPrefix, PageRequest page) {
        Identity owner = identities.get(account, kind, identity);
        String prefix = Objects.requireNonNullElse(pathPrefix, "/");
        List<AttachedPolicy> attached = arns(owner).stream()
                .map(arn -> policies.get(account, arn).arn())
                .filter(arn -> arn.path().startsWith(prefix))
                .map(arn -> AttachedPolicy.builder()
                        .policyName(arn.name())
                        .policyArn(arn.toString())
                        .build())
                .toList();
        return Page.cut(attached, page, each -> each.policyName() + " " + each.policyArn());
    }

    /** The ARNs of what is attached to one identity: ten at most. */
    public List<String> arns(Identity owner) {
        return jdbc.sql("SELECT policy_arn FROM attachment WHERE account = :account AND identity_id = :id")
                .param("account", owner.account())
                .param("id", owner.id())
                .query(String.class)
                .list();
    }

    @Override
    public boolean on(Identity identity) {
        return !arns(identity).isEmpty();
    }

    @Override
    public String remedy() {
        return "detach all policies";
    }
}
