package dev.cloudlet.kit.authorization;

import dev.cloudlet.policy.NamedPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a service knows of its resources when their use is decided. A service without such resources has no such bean. */
public interface ResourcePolicies {
    /** The resource's own facts, or null when this service has none for that ARN. */
    @Nullable
    ResourceFacts find(String resourceArn);

    /**
     * @param ownerAccount the account the resource belongs to
     * @param policy the policy attached to the resource itself, if any
     * @param tags for aws:ResourceTag
     */
    record ResourceFacts(String ownerAccount, @Nullable NamedPolicy policy, Map<String, String> tags) {}
}
