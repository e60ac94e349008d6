package dev.cloudlet.policy;

import dev.cloudlet.policy.Principal.AccountRoot;
import dev.cloudlet.policy.Principal.Anonymous;
import dev.cloudlet.policy.Principal.FederatedIdentity;
import dev.cloudlet.policy.Principal.FederatedUser;
import dev.cloudlet.policy.Principal.RoleSession;
import dev.cloudlet.policy.Principal.Service;
import dev.cloudlet.policy.Principal.User;
import java.util.List;
import java.util.Set;

/**
 * The content of a {@code Principal} or {@code NotPrincipal} element.
 *
 * @param everyone whether it has "*"; identities from outside are never meant by it
 * @param everyService whether its "*" means services too: not in role trust, where it is short for "AWS": "*"
 * @param accounts twelve digits each
 * @param identities ARNs of users, roles and sessions, and unique ids
 * @param services host names
 * @param federated providers
 * @param canonicalUsers canonical user ids of accounts
 */
record PrincipalPattern(
        boolean everyone,
        boolean everyService,
        Set<String> accounts,
        Set<String> identities,
        Set<String> services,
        Set<String> federated,
        Set<String> canonicalUsers) {
    /**
     * How closely an element names a caller. It decides which other policies still limit what a resource grants.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html">AWS: the table of resource-based policies and implicit denies</a>
     */
    enum Grip {
        NONE,
        /** By the account: it is up to the account to grant further. */
        ACCOUNT,
        /** By the role or the user behind a session: its boundary and session policies limit the grant. */
        BEHIND_SESSION,
        /** Itself, or everyone. */
        DIRECT
    }

    PrincipalPattern {
        accounts = Set.copyOf(accounts);
        identities = Set.copyOf(identities);
        services = Set.copyOf(services);
        federated = Set.copyOf(federated);
        canonicalUsers = Set.copyOf(canonicalUsers);
    }

    Grip grip(AccessRequest request) {
        if (includedInEveryone(request.principal())) {
            return Grip.DIRECT;
        }
        return switch (request.principal()) {
            case AccountRoot root -> account(root, request) ? Grip.DIRECT : Grip.NONE;
            case User user -> named(user.arn(), user.userId()) ? Grip.DIRECT : byAccount(user, request);
            case RoleSession session -> {
                if (identities.contains(session.arn())) {
                    yield Grip.DIRECT;
                }
                yield named(session.roleArn(), session.roleId()) ? Grip.BEHIND_SESSION : byAccount(session, request);
            }
            case FederatedUser user -> {
                if (identities.contains(user.arn())) {
                    yield Grip.DIRECT;
                }
                yield identities.contains(user.userArn()) ? Grip.BEHIND_SESSION : byAccount(user, request);
            }
            case Service service -> services.contains(service.host()) ? Grip.DIRECT : Grip.NONE;
            case FederatedIdentity identity -> federated.contains(identity.provider()) ? Grip.DIRECT : Grip.NONE;
            case Anonymous _ -> Grip.NONE;
        };
    }

    /**
     * Whether the caller is excepted from a denial by {@code NotPrincipal}: every identity the caller has must be listed, the
     * account too, as AWS may validate each of them.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">AWS: NotPrincipal</a>
     */
    boolean excepts(AccessRequest request) {
        if (includedInEveryone(request.principal())) {
            return true;
        }
        return switch (request.principal()) {
            case AccountRoot root -> account(root, request);
            case User user -> named(user.arn(), user.userId()) && account(user, request);
            case RoleSession session ->
                identities.contains(session.arn())
                        && named(session.roleArn(), session.roleId())
                        && account(session, request);
            case FederatedUser user ->
                identities.contains(user.arn())
                        && (identities.contains(user.userArn())
                                || user.userArn().endsWith(":root"))
                        && account(user, request);
            case Service _, FederatedIdentity _ -> grip(request) == Grip.DIRECT;
            case Anonymous _ -> false;
        };
    }

    private boolean includedInEveryone(Principal principal) {
        return switch (principal) {
            case AccountRoot _, User _, RoleSession _, FederatedUser _, Anonymous _ -> everyone;
            case Service _ -> everyone && everyService;
            case FederatedIdentity _ -> false;
        };
    }

    private boolean named(String arn, String uniqueId) {
        return identities.contains(arn) || identities.contains(uniqueId);
    }

    private Grip byAccount(Principal principal, AccessRequest request) {
        return account(principal, request) ? Grip.ACCOUNT : Grip.NONE;
    }

    private boolean account(Principal principal, AccessRequest request) {
        if (accounts.contains(principal.accountId())) {
            return true;
        }
        List<String> canonical =
                canonicalUsers.isEmpty() ? List.of() : ContextKeys.values(request, AccessRequest.CANONICAL_USER_ID_KEY);
        return canonical.size() == 1 && canonicalUsers.contains(canonical.getFirst());
    }
}
