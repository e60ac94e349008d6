package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.policy.BucketPolicies;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** What writing an object takes. */
public final class ObjectPermissions {
    private static final Map<String, String> LISTS = Map.of(
            "ACL", "s3:x-amz-acl",
            "GrantRead", "s3:x-amz-grant-read",
            "GrantWrite", "s3:x-amz-grant-write",
            "GrantReadACP", "s3:x-amz-grant-read-acp",
            "GrantWriteACP", "s3:x-amz-grant-write-acp",
            "GrantFullControl", "s3:x-amz-grant-full-control");
    private static final Map<String, String> KEYS = Map.of(
            "StorageClass", "s3:x-amz-storage-class",
            "ServerSideEncryption", "s3:x-amz-server-side-encryption",
            "CopySource", "s3:x-amz-copy-source",
            "MetadataDirective", "s3:x-amz-metadata-directive",
            "IfMatch", "s3:if-match",
            "IfNoneMatch", "s3:if-none-match");

    private ObjectPermissions() {}

    /** The condition keys of the access control list that a request asks for; empty if it does not. */
    public static Map<String, String> listKeys(SdkPojo request) {
        Map<String, String> conditionKeys = new HashMap<>();
        add(request, LISTS, conditionKeys);
        return conditionKeys;
    }

    /** Requires s3:PutObject, with s3:PutObjectTagging if there are tags and s3:PutObjectAcl if there is an access control list. */
    public static void requirePut(Call call, Bucket bucket, String key, SdkPojo request, Map<String, String> tags) {
        Map<String, String> conditionKeys = listKeys(request);
        boolean listed = !conditionKeys.isEmpty();
        add(request, KEYS, conditionKeys);
        conditionKeys.put(BucketPolicies.TO_BE_MADE, "true");
        tags.forEach((tag, value) -> conditionKeys.put("s3:RequestObjectTag/" + tag, value));
        call.authorize("s3:PutObject", bucket.arn(key), conditionKeys);
        if (!tags.isEmpty()) {
            call.authorize("s3:PutObjectTagging", bucket.arn(key), conditionKeys);
        }
        if (listed) {
            call.authorize("s3:PutObjectAcl", bucket.arn(key), conditionKeys);
        }
    }

    private static void add(SdkPojo request, Map<String, String> keys, Map<String, String> conditionKeys) {
        keys.forEach((member, conditionKey) -> {
            String value = ModelMembers.string(request, member);
            if (value != null) {
                conditionKeys.put(conditionKey, value);
            }
        });
    }
}
