package dev.cloudlet.storage.policy;

import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import dev.cloudlet.storage.bucket.Bucket;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Policies ready to be evaluated, the most recently used ones kept: they are asked for by every call. */
final class CompiledPolicies {
    private static final int MOST = 256;

    private final JsonMapper json;
    private final Map<Key, PolicyDocument> kept = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, PolicyDocument> eldest) {
            return size() > MOST;
        }
    };

    CompiledPolicies(JsonMapper json) {
        this.json = json;
    }

    private record Key(String text, String bucket, boolean restricted) {}

    /** The policy as it takes effect under Block Public Access. */
    PolicyDocument effective(String text, Bucket bucket, PublicAccess access) {
        Key key = new Key(text, bucket.name(), access.restrictPublicBuckets());
        synchronized (kept) {
            return kept.computeIfAbsent(key, absent -> compile(text, bucket, access));
        }
    }

    private PolicyDocument compile(String text, Bucket bucket, PublicAccess access) {
        BucketPolicy policy = BucketPolicy.parse(text, bucket, json);
        return policy.isPublic() && access.restrictPublicBuckets()
                ? PolicyDocument.parse(restricted(text, bucket), PolicyKind.RESOURCE)
                : policy.document();
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
