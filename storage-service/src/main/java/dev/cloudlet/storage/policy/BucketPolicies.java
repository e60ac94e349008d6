package dev.cloudlet.storage.policy;

import dev.cloudlet.kit.authorization.ResourcePolicies;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The policies of buckets, and their Block Public Access. They have a say in every decision about a bucket and its objects. */
@Component
final class BucketPolicies implements ResourcePolicies {
    private static final String ARN = "arn:aws:s3:::";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CompiledPolicies compiled;

    BucketPolicies(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.compiled = new CompiledPolicies(json);
    }

    /** What a bucket has. */
    record Attached(
            Bucket bucket,
            @Nullable String policy,
            @Nullable PublicAccess configured) {
        PublicAccess publicAccess() {
            return configured == null ? PublicAccess.OPEN : configured;
        }
    }

    @Override
    public @Nullable ResourceFacts find(String resourceArn) {
        if (!resourceArn.startsWith(ARN) || resourceArn.length() == ARN.length()) {
            return null;
        }
        int slash = resourceArn.indexOf('/');
        // Whether a bucket exists is told to everybody, before anything is decided.
        Attached attached = require(resourceArn.substring(ARN.length(), slash < 0 ? resourceArn.length() : slash));
        Bucket bucket = attached.bucket();
        String text = attached.policy();
        NamedPolicy policy = text == null
                ? null
                : new NamedPolicy(bucket.arn(), compiled.effective(text, bucket, attached.publicAccess()));
        return new ResourceFacts(bucket.account(), policy, Map.of(), Map.of("s3:ResourceAccount", bucket.account()));
    }

    /** A bucket that is to be made has no facts, whoever may have one of that name. */
    @Override
    public @Nullable ResourceFacts find(String resourceArn, String action) {
        return action.equals("s3:CreateBucket") ? null : find(resourceArn);
    }

    Attached require(String bucketName) {
        return attached(bucketName)
                .orElseThrow(() -> S3Error.NO_SUCH_BUCKET.error().with("BucketName", bucketName));
    }

    private Optional<Attached> attached(String bucketName) {
        return jdbc.sql("""
                        SELECT id, name, account, region, created, versioning, policy, public_access
                        FROM bucket WHERE name = :name
                        """)
                .param("name", bucketName)
                .query((row, number) -> {
                    String access = row.getString("public_access");
                    return new Attached(
                            Buckets.bucket(row, number),
                            row.getString("policy"),
                            access == null ? null : json.readValue(access, PublicAccess.class));
                })
                .optional();
    }

    /** Attaches a policy, or with null detaches it. */
    void attach(Bucket bucket, @Nullable String policy) {
        jdbc.sql("UPDATE bucket SET policy = :policy WHERE id = :id")
                .param("policy", policy)
                .param("id", bucket.id())
                .update();
    }

    /** Sets Block Public Access, or with null removes it. */
    void block(Bucket bucket, @Nullable PublicAccess access) {
        jdbc.sql("UPDATE bucket SET public_access = CAST(:access AS jsonb) WHERE id = :id")
                .param("access", access == null ? null : json.writeValueAsString(access))
                .param("id", bucket.id())
                .update();
    }
}
