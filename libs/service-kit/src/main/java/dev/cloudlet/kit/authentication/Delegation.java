package dev.cloudlet.kit.authentication;

import dev.cloudlet.kit.authentication.CallerGrant.Kind;
import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import java.util.List;
import java.util.Map;

/**
 * A caller as one service tells another of it, which decides with that caller's own permissions: S3 asks KMS so for the key of an
 * object. It carries no key of the caller's.
 *
 * @param caller who, and what policies apply
 * @param keys the condition keys of the request, in lower case
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html">AWS: forward access sessions</a>
 */
public record Delegation(CallerGrant caller, Map<String, List<String>> keys) {
    private static final byte[] NO_KEY = {};

    /**
     * @throws IllegalArgumentException for whoever is no identity of an account: nobody decides in the name of such a caller
     */
    public static Delegation of(Principal principal, PolicySet policies, ConditionContext context) {
        return new Delegation(caller(principal, policies), context.all());
    }

    /** The caller again, where the decision is made. */
    public Caller toCaller() {
        return Caller.of(caller, new CompiledPolicies());
    }

    /** The condition keys, with those that say through which service the caller comes. */
    public ConditionContext context(String service, String viaService) {
        ConditionContext.Builder context = ConditionContext.builder();
        keys.forEach(context::put);
        return context.put("aws:ViaAWSService", "true")
                .put("aws:CalledVia", service + ".amazonaws.com")
                .put("aws:CalledViaFirst", service + ".amazonaws.com")
                .put("aws:CalledViaLast", service + ".amazonaws.com")
                .put("kms:ViaService", viaService)
                .build();
    }

    private static CallerGrant caller(Principal principal, PolicySet policies) {
        return switch (principal) {
            case Principal.AccountRoot root -> grant(Kind.ROOT, root, root.arn(), "", "", policies);
            case Principal.User user -> grant(Kind.USER, user, user.arn(), user.userId(), "", policies);
            case Principal.RoleSession session ->
                grant(Kind.ROLE_SESSION, session, session.roleArn(), session.roleId(), session.sessionName(), policies);
            case Principal.FederatedUser user -> grant(Kind.FEDERATED, user, user.userArn(), "", user.name(), policies);
            case Principal.Service _, Principal.FederatedIdentity _, Principal.Anonymous _ ->
                throw new IllegalArgumentException(principal.arn() + " is no identity of an account");
        };
    }

    private static CallerGrant grant(
            Kind kind, Principal principal, String arn, String id, String session, PolicySet policies) {
        NamedPolicy boundary = policies.boundary();
        return new CallerGrant(
                kind,
                principal.accountId(),
                arn,
                id,
                session,
                principal.tags(),
                texts(policies.identity()),
                boundary == null ? null : text(boundary),
                texts(policies.session()),
                policies.sessionLimited(),
                NO_KEY,
                null,
                null,
                null);
    }

    private static List<PolicyText> texts(List<NamedPolicy> policies) {
        return policies.stream().map(Delegation::text).toList();
    }

    private static PolicyText text(NamedPolicy policy) {
        return new PolicyText(policy.name(), policy.document().json());
    }
}
