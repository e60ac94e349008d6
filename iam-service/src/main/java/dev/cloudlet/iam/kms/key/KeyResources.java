package dev.cloudlet.iam.kms.key;

import dev.cloudlet.kit.authorization.ResourcePolicies;
import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.NamedPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What decides about the use of a key beside the caller's policies: its own policy, without which nobody gets in, and its grants. */
@Component
class KeyResources implements ResourcePolicies {
    private static final Pattern KEY = Pattern.compile("arn:aws:kms:([a-z0-9-]+):(\\d{12}):key/([\\w-]+)");

    private final Keys keys;
    private final KeyGrants grants;
    private final KeyPolicies policies;
    private final GrantPolicy grantPolicy;

    KeyResources(Keys keys, KeyGrants grants, KeyPolicies policies, GrantPolicy grantPolicy) {
        this.keys = keys;
        this.grants = grants;
        this.policies = policies;
        this.grantPolicy = grantPolicy;
    }

    @Override
    public @Nullable ResourceFacts find(AccessRequest request) {
        Matcher m = KEY.matcher(request.resource());
        KmsKey key = m.matches() ? keys.find(m.group(2), m.group(1), m.group(3)) : null;
        return key == null
                ? null
                : new ResourceFacts(
                        key.account(), policies.inForce(key), key.tags(), conditions(key), granted(key, request));
    }

    static Map<String, String> conditions(KmsKey key) {
        Map<String, String> conditions = new HashMap<>();
        conditions.put("kms:KeySpec", key.spec().toString());
        conditions.put("kms:KeyUsage", key.usage().toString());
        conditions.put("kms:KeyOrigin", key.origin().toString());
        conditions.put("kms:MultiRegion", String.valueOf(key.multiRegion()));
        if (key.primaryRegion() != null) {
            conditions.put("kms:MultiRegionKeyType", key.primaryRegion().equals(key.region()) ? "PRIMARY" : "REPLICA");
        }
        return conditions;
    }

    private @Nullable NamedPolicy granted(KmsKey key, AccessRequest request) {
        if (!request.action().startsWith("kms:")) {
            return null;
        }
        String operation = request.action().substring("kms:".length());
        List<KeyGrant> speaking = operation.equals(GrantPolicy.RETIRE)
                ? request.values(GrantPolicy.GRANT).stream()
                        .map(id -> grants.find(key, id))
                        .filter(Objects::nonNull)
                        .toList()
                : grants.allowing(key, operation);
        return speaking.isEmpty()
                ? null
                : new NamedPolicy(key.arn() + " grants", policies.compile(grantPolicy.document(speaking, operation)));
    }
}
