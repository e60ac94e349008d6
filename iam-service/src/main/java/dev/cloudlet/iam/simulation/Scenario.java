package dev.cloudlet.iam.simulation;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, under which circumstances and policies.
 *
 * @param owner the account of resources whose ARN names none, and of the resource's policy
 */
record Scenario(
        Principal caller,
        ConditionContext context,
        String owner,
        List<SimulatedPolicy> identity,
        @Nullable SimulatedPolicy boundary,
        @Nullable SimulatedPolicy resource) {
    static final String ANY_RESOURCE = "*";

    private static final int ACCOUNT = 4;

    AccessRequest request(String action, String resourceArn) {
        return new AccessRequest(caller, action, resourceArn, owner(resourceArn), context);
    }

    PolicySet policies() {
        PolicySet policies = PolicySet.ofIdentity(
                identity.stream().map(SimulatedPolicy::policy).toList());
        return policies.withBoundary(boundary == null ? null : boundary.policy())
                .withResource(resource == null ? null : resource.policy());
    }

    /** Where the policy comes from. */
    SimulatedPolicy source(NamedPolicy policy) {
        if (boundary != null && boundary.policy().equals(policy)) {
            return boundary;
        }
        if (resource != null && resource.policy().equals(policy)) {
            return resource;
        }
        return identity.stream()
                .filter(each -> each.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    private String owner(String resourceArn) {
        String[] parts = resourceArn.split(":", ACCOUNT + 2);
        return parts.length > ACCOUNT + 1 && parts[ACCOUNT].matches("\\d{12}") ? parts[ACCOUNT] : owner;
    }

    /** The account in a ResourceOwner: its id, or the ARN of its root. */
    static String account(String resourceOwner) {
        String account = resourceOwner.startsWith("arn:aws:iam::")
                ? resourceOwner.substring("arn:aws:iam::".length()).replaceFirst(":root$", "")
                : resourceOwner;
        if (!account.matches("\\d{12}")) {
            throw IamError.INVALID_INPUT.of("Invalid resource owner: %s", resourceOwner);
        }
        return account;
    }
}
