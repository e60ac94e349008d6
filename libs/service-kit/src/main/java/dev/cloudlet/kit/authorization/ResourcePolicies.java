package dev.cloudlet.kit.authorization;

import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.NamedPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a service knows of its resources when their use is decided. A service without such resources has no such bean. */
public interface ResourcePolicies {
    /** The resource's own facts, or null when this service has none for that ARN. One of the three methods is enough. */
    default @Nullable ResourceFacts find(String resourceArn) {
        return null;
    }

    /** As {@link #find(String)}, where the facts depend on the action: a role's trust policy speaks about being assumed alone. */
    default @Nullable ResourceFacts find(String resourceArn, String action) {
        return find(resourceArn);
    }

    /** As {@link #find(String, String)}, where they depend on more of the request: each version of an object has an owner. */
    default @Nullable ResourceFacts find(AccessRequest request) {
        return find(request.resource(), request.action());
    }

    /**
     * @param ownerAccount the account the resource belongs to
     * @param policy the policy attached to the resource itself, if any
     * @param tags for aws:ResourceTag
     * @param keys further condition keys of the resource; those of the request have the last word
     * @param grants what allows by itself, beside the policy and whatever account the caller is of, as grants of keys do;
     *     it can deny nothing. Of the kind {@link dev.cloudlet.policy.PolicyKind#KEY}
     */
    record ResourceFacts(
            String ownerAccount,
            @Nullable NamedPolicy policy,
            Map<String, String> tags,
            Map<String, String> keys,
            @Nullable NamedPolicy grants) {

        public ResourceFacts(
                String ownerAccount, @Nullable NamedPolicy policy, Map<String, String> tags, Map<String, String> keys) {
            this(ownerAccount, policy, tags, keys, null);
        }

        public ResourceFacts(String ownerAccount, @Nullable NamedPolicy policy, Map<String, String> tags) {
            this(ownerAccount, policy, tags, Map.of(), null);
        }
    }
}
