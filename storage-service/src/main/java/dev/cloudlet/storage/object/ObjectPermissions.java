package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.bucket.Bucket;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** What writing an object takes. */
public final class ObjectPermissions {
    private static final Map<String, String> KEYS = Map.of(
            "ACL", "s3:x-amz-acl",
            "StorageClass", "s3:x-amz-storage-class",
            "ServerSideEncryption", "s3:x-amz-server-side-encryption",
            "CopySource", "s3:x-amz-copy-source",
            "MetadataDirective", "s3:x-amz-metadata-directive",
            "IfMatch", "s3:if-match",
            "IfNoneMatch", "s3:if-none-match");

    private ObjectPermissions() {}

    /** Requires s3:PutObject, and s3:PutObjectTagging if there are tags. */
    public static void requirePut(Call call, Bucket bucket, String key, SdkPojo request, Map<String, String> tags) {
        Map<String, String> conditionKeys = new HashMap<>();
        KEYS.forEach((member, conditionKey) -> {
            String value = ModelMembers.string(request, member);
            if (value != null) {
                conditionKeys.put(conditionKey, value);
            }
        });
        tags.forEach((tag, value) -> conditionKeys.put("s3:RequestObjectTag/" + tag, value));
        call.authorize("s3:PutObject", bucket.arn(key), conditionKeys);
        if (!tags.isEmpty()) {
            call.authorize("s3:PutObjectTagging", bucket.arn(key), conditionKeys);
        }
    }
}
