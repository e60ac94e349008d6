package dev.cloudlet.storage.policy;

import dev.cloudlet.kit.authorization.ResourcePolicies;
import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.acl.AccessControlList;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.bucket.Owners;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The policies of buckets, their access control lists and Block Public Access. They have a say in every decision about a bucket and its objects. */
@Component
public final class BucketPolicies implements ResourcePolicies {
    /** A context key that says that the bucket or object is still to be made. It is no key of AWS. */
    public static final String TO_BE_MADE = "cloudlet:ToBeMade";

    private static final String ARN = "arn:aws:s3:::";

    private final JdbcClient jdbc;
    private final Owners owners;
    private final JsonMapper json;
    private final CompiledPolicies compiled;

    public BucketPolicies(JdbcClient jdbc, Owners owners, JsonMapper json) {
        this.jdbc = jdbc;
        this.owners = owners;
        this.json = json;
        this.compiled = new CompiledPolicies(json);
    }

    /** What a bucket has. */
    public record Attached(
            Bucket bucket,
            @Nullable String policy,
            @Nullable PublicAccess configured,
            @Nullable String acl) {
        /** In effect. */
        public PublicAccess publicAccess() {
            return configured == null ? PublicAccess.OPEN : configured;
        }
    }

    @Override
    public @Nullable ResourceFacts find(AccessRequest request) {
        String arn = request.resource();
        if (!arn.startsWith(ARN) || arn.length() == ARN.length() || isToBeMade(request)) {
            return null;
        }
        int slash = arn.indexOf('/');
        // Whether a bucket exists is told to everybody, before anything is decided.
        Attached attached = require(arn.substring(ARN.length(), slash < 0 ? arn.length() : slash));
        Bucket bucket = attached.bucket();
        String text = attached.policy();
        Map<String, String> keys = new HashMap<>();
        keys.put("s3:ResourceAccount", bucket.account());
        if (bucket.hasLists() || (text != null && text.contains("CanonicalUser"))) {
            keys.put(AccessRequest.CANONICAL_USER_ID, owners.canonicalId(request.principal()));
        }
        // Whoever makes an object says who may use it: the bucket's policy can only deny that.
        String owner = isListOfNew(request) ? request.principal().accountId() : bucket.account();
        if (bucket.hasLists()) {
            Listed listed = listed(request, attached, owner, slash < 0 ? "" : arn.substring(slash + 1));
            NamedPolicy policy =
                    new NamedPolicy(bucket.arn(), compiled.listed(text, bucket, attached.publicAccess(), listed));
            return new ResourceFacts(listed.owner(), policy, Map.of(), keys);
        }
        NamedPolicy policy = text == null
                ? null
                : new NamedPolicy(bucket.arn(), compiled.effective(text, bucket, attached.publicAccess()));
        return new ResourceFacts(owner, policy, Map.of(), keys);
    }

    /** A bucket that is to be made has no facts, whoever may have one of that name. */
    private static boolean isToBeMade(AccessRequest request) {
        return request.action().equals("s3:CreateBucket")
                || (request.resource().indexOf('/') < 0
                        && !request.values(TO_BE_MADE).isEmpty());
    }

    private static boolean isListOfNew(AccessRequest request) {
        return request.action().equals("s3:PutObjectAcl")
                && !request.values(TO_BE_MADE).isEmpty();
    }

    private Listed listed(AccessRequest request, Attached attached, String owner, String key) {
        Bucket bucket = attached.bucket();
        Optional<Listed> object = key.isEmpty()
                        || !ListedPolicy.isObjectOwners(request.action())
                        || !request.values(TO_BE_MADE).isEmpty()
                ? Optional.empty()
                : object(bucket, key, request.values("s3:VersionId"));
        return object.orElseGet(() ->
                new Listed(false, owner, AccessControlList.read(attached.acl(), owners.canonicalId(bucket.account()))));
    }

    private Optional<Listed> object(Bucket bucket, String key, List<String> versionId) {
        String which = versionId.isEmpty() ? " ORDER BY place LIMIT 1" : " AND version_id = :version";
        return jdbc.sql("SELECT owner, acl, delete_marker FROM object_version WHERE bucket = :bucket AND key = :key"
                        + which)
                .param("bucket", bucket.id())
                .param("key", key)
                .param("version", versionId.isEmpty() ? "" : versionId.getFirst())
                .query((row, number) -> {
                    String owner = row.getString("owner") == null ? bucket.account() : row.getString("owner");
                    var list = AccessControlList.read(row.getString("acl"), owners.canonicalId(owner));
                    return row.getBoolean("delete_marker")
                            ? Optional.<Listed>empty()
                            : Optional.of(new Listed(true, owner, list));
                })
                .optional()
                .flatMap(Function.identity());
    }

    /** What is attached to a bucket that is there. */
    public Attached require(String bucketName) {
        return attached(bucketName)
                .orElseThrow(() -> S3Error.NO_SUCH_BUCKET.error().with("BucketName", bucketName));
    }

    private Optional<Attached> attached(String bucketName) {
        return jdbc.sql("SELECT " + Buckets.COLUMNS + ", policy, public_access, acl FROM bucket WHERE name = :name")
                .param("name", bucketName)
                .query((row, number) -> {
                    String access = row.getString("public_access");
                    return new Attached(
                            Buckets.bucket(row, number),
                            row.getString("policy"),
                            access == null ? null : json.readValue(access, PublicAccess.class),
                            row.getString("acl"));
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
