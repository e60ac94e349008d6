package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the version that a call wants to read, if the caller may; and tells nobody what they may not know. */
@Component
public final class ObjectReader {
    private final ObjectVersions versions;

    public ObjectReader(ObjectVersions versions) {
        this.versions = versions;
    }

    /**
     * The version, which is no delete marker.
     *
     * @param action the permission for the current version
     * @param versionAction the permission for a version named by its id
     */
    public ObjectVersion require(
            Call call, Bucket bucket, String key, @Nullable String versionId, String action, String versionAction) {
        String id = VersionIds.checked(versionId);
        Optional<ObjectVersion> found = id == null ? versions.latest(bucket, key) : versions.find(bucket, key, id);
        authorize(call, bucket, key, id, found, id == null ? action : versionAction);
        ObjectVersion version = found.orElseThrow(() -> missing(call, bucket, key, id));
        if (version.deleteMarker()) {
            throw marker(version, id);
        }
        return version;
    }

    private static void authorize(
            Call call, Bucket bucket, String key, @Nullable String id, Optional<ObjectVersion> found, String action) {
        Map<String, String> conditionKeys = new HashMap<>();
        found.ifPresent(version ->
                version.tags().forEach((tag, value) -> conditionKeys.put("s3:ExistingObjectTag/" + tag, value)));
        if (id != null) {
            conditionKeys.put("s3:VersionId", id);
        }
        call.authorize(action, bucket.arn(key), conditionKeys);
    }

    /** Whether a key exists is for those to know who may list the bucket. */
    private static AwsException missing(Call call, Bucket bucket, String key, @Nullable String id) {
        if (!call.allows(id == null ? "s3:ListBucket" : "s3:ListBucketVersions", bucket.arn())) {
            return S3Error.ACCESS_DENIED.error();
        }
        return id == null
                ? S3Error.NO_SUCH_KEY.error().with("Key", key)
                : S3Error.NO_SUCH_VERSION.error().with("Key", key).with("VersionId", id);
    }

    private static AwsException marker(ObjectVersion marker, @Nullable String id) {
        AwsException error = id == null
                ? S3Error.NO_SUCH_KEY.error().with("Key", marker.key())
                : S3Error.METHOD_NOT_ALLOWED
                        .error()
                        .with("Method", "GET")
                        .with("ResourceType", "DeleteMarker")
                        .withHeader("Allow", "DELETE")
                        .withHeader("Last-Modified", ModelMembers.httpDate(marker.modified()));
        return error.withHeader("x-amz-delete-marker", "true").withHeader("x-amz-version-id", marker.id());
    }
}
