package dev.cloudlet.storage.policy;

import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import dev.cloudlet.storage.bucket.Bucket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Policies ready to be evaluated, the most recently used ones kept: they are asked for by every call. */
final class CompiledPolicies {
    private static final int MOST = 256;

    private final JsonMapper json;
    private final Map<List<?>, PolicyDocument> kept = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<?>, PolicyDocument> eldest) {
            return size() > MOST;
        }
    };

    CompiledPolicies(JsonMapper json) {
        this.json = json;
    }

    /** What a bucket's policy depends on: text, name, Block Public Access. */
    private static List<?> key(@Nullable String text, Bucket bucket, PublicAccess access, Object... more) {
        return List.of(text == null ? "" : text, bucket.name(), access, List.of(more));
    }

    /** The policy as it takes effect under Block Public Access. */
    PolicyDocument effective(String text, Bucket bucket, PublicAccess access) {
        return kept(
                key(text, bucket, access),
                () -> PolicyDocument.parse(effectiveText(text, bucket, access), PolicyKind.RESOURCE));
    }

    /** The same with the bucket's access control list. */
    PolicyDocument listed(@Nullable String text, Bucket bucket, PublicAccess access, Listed listed) {
        return kept(key(text, bucket, access, listed), () -> {
            String policy = text == null ? null : effectiveText(text, bucket, access);
            var list = access.ignorePublicAcls() ? listed.list().withoutPublic() : listed.list();
            return PolicyDocument.parse(
                    listed.object()
                            ? ListedPolicy.ofObject(
                                    json,
                                    policy,
                                    bucket.arn(),
                                    listed.owner(),
                                    !listed.owner().equals(bucket.account()),
                                    list)
                            : ListedPolicy.ofBucket(json, policy, bucket.arn(), listed.owner(), list),
                    PolicyKind.LISTED);
        });
    }

    private PolicyDocument kept(List<?> key, Supplier<PolicyDocument> compile) {
        synchronized (kept) {
            PolicyDocument known = kept.get(key);
            if (known == null) {
                known = compile.get();
                kept.put(key, known);
            }
            return known;
        }
    }

    private String effectiveText(String text, Bucket bucket, PublicAccess access) {
        return access.restrictPublicBuckets()
                        && BucketPolicy.parse(text, bucket, json).isPublic()
                ? restricted(text, bucket)
                : text;
    }

    /** RestrictPublicBuckets in the policy's own language: a public policy lets nobody in from outside the account. */
    private String restricted(String text, Bucket bucket) {
        ObjectNode policy = (ObjectNode) json.readTree(text);
        ArrayNode statements = json.createArrayNode();
        JsonNode given = policy.path("Statement");
        if (given.isArray()) {
            given.forEach(statements::add);
        } else {
            statements.add(given);
        }
        ObjectNode deny = statements.addObject();
        deny.put("Sid", "RestrictPublicBuckets")
                .put("Effect", "Deny")
                .put("Principal", "*")
                .put("Action", "s3:*");
        deny.putArray("Resource").add(bucket.arn()).add(bucket.arn("*"));
        ObjectNode condition = deny.putObject("Condition");
        condition.putObject("StringNotEquals").put("aws:PrincipalAccount", bucket.account());
        condition.putObject("Bool").put("aws:PrincipalIsAWSService", "false");
        policy.set("Statement", statements);
        return json.writeValueAsString(policy);
    }
}
