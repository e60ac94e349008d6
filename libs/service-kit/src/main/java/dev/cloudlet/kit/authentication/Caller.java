package dev.cloudlet.kit.authentication;

import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicyKind;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import java.util.List;

/**
 * A caller whose access key exists: the principal, its policies compiled, and the key its signature must match.
 *
 * @param signingKey derived for one day, region and service
 */
public record Caller(Principal principal, PolicySet policies, byte[] signingKey, CallerGrant grant) {

    static Caller of(CallerGrant grant, CompiledPolicies compiled) {
        return new Caller(principal(grant), policies(grant, compiled), grant.signingKey(), grant);
    }

    private static Principal principal(CallerGrant g) {
        return switch (g.kind()) {
            case ROOT -> new Principal.AccountRoot(g.account());
            case USER -> new Principal.User(g.arn(), g.uniqueId(), g.tags());
            case ROLE_SESSION -> new Principal.RoleSession(g.arn(), g.uniqueId(), g.sessionName(), g.tags());
            case FEDERATED -> new Principal.FederatedUser(g.sessionName(), g.arn(), g.tags());
        };
    }

    private static PolicySet policies(CallerGrant g, CompiledPolicies compiled) {
        return new PolicySet(
                g.identity().stream()
                        .map(p -> compile(p, PolicyKind.IDENTITY, compiled))
                        .toList(),
                g.boundary() == null ? null : compile(g.boundary(), PolicyKind.BOUNDARY, compiled),
                g.session().stream()
                        .map(p -> compile(p, PolicyKind.SESSION, compiled))
                        .toList(),
                g.sessionLimited(),
                null,
                List.of());
    }

    private static NamedPolicy compile(PolicyText text, PolicyKind kind, CompiledPolicies compiled) {
        return new NamedPolicy(text.name(), compiled.get(text.json(), kind));
    }

    /** Leaves the signing key out. */
    @Override
    public String toString() {
        return "Caller[" + principal.arn() + "]";
    }
}
