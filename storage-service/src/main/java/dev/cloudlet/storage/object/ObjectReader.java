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
        return require(call, bucket, key, versionId, action, versionAction, Map.of());
    }

    /** The same, with condition keys of the request. */
    ObjectVersion require(
            Call call,
            Bucket bucket,
            String key,
            @Nullable String versionId,
            String action,
            String versionAction,
            Map<String, String> requestKeys) {
        String id = VersionIds.checked(versionId);
        Optional<ObjectVersion> found = id == null ? versions.latest(bucket, key) : versions.find(bucket, key, id);
        Map<String, String> keys = new HashMap<>(requestKeys);
        found.ifPresent(
                version -> version.tags().forEach((tag, value) -> keys.put("s3:ExistingObjectTag/" + tag, value)));
        if (id != null) {
            keys.put("s3:VersionId", id);
        }
        boolean isThere = found.isPresent() && (id != null || !found.get().deleteMarker());
        if (isThere || !mayKnow(call, bucket, key, id)) {
            call.authorize(id == null ? action : versionAction, bucket.arn(key), keys);
        }
        if (!isThere) {
            call.authorize(listing(id), bucket.arn(), Map.of("s3:prefix", key));
        }
        ObjectVersion version = found.orElseThrow(() -> missing(key, id));
        if (version.deleteMarker()) {
            throw marker(version, id);
        }
        return version;
    }

    /**
     * Whether a key exists is for those to know who may list the bucket where it would be. Others are refused as if it did.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject, Permissions</a>
     */
    private static boolean mayKnow(Call call, Bucket bucket, String key, @Nullable String id) {
        return call.allows(listing(id), bucket.arn(), Map.of("s3:prefix", key));
    }

    private static String listing(@Nullable String id) {
        return id == null ? "s3:ListBucket" : "s3:ListBucketVersions";
    }

    private static AwsException missing(String key, @Nullable String id) {
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
