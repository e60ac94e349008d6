package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.Members;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.encryption.CustomerKey;
import dev.cloudlet.storage.encryption.Encryptions;
import dev.cloudlet.storage.seal.WrappingKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkPojo;

/** Finds what CopyObject and UploadPartCopy are to copy. */
@Component
public final class CopySource {
    private final Buckets buckets;
    private final ObjectVersions versions;
    private final ObjectReader reader;
    private final Encryptions encryptions;

    public CopySource(Buckets buckets, ObjectVersions versions, ObjectReader reader, Encryptions encryptions) {
        this.buckets = buckets;
        this.versions = versions;
        this.reader = reader;
        this.encryptions = encryptions;
    }

    /** What is copied, out of which bucket, and the key that its data keys unwrap with. */
    public record Source(Bucket bucket, ObjectVersion version, WrappingKey key) {
        /** As answers name it. */
        public @Nullable String versionId() {
            return bucket.namesVersions() ? version.id() : null;
        }
    }

    /** The source that a request names, readable by the caller, under the conditions of the request. */
    public Source require(Call call, SdkPojo request) {
        String bucketName = ModelMembers.string(request, "SourceBucket");
        String key = ModelMembers.string(request, "SourceKey");
        if (bucketName == null || key == null) {
            throw S3Error.INVALID_ARGUMENT
                    .of("Copy Source must mention the source bucket and key: sourcebucket/sourcekey")
                    .with("ArgumentName", "x-amz-copy-source");
        }
        Bucket bucket = buckets.require(call, bucketName, ModelMembers.string(request, "ExpectedSourceBucketOwner"));
        String versionId = VersionIds.checked(ModelMembers.string(request, "SourceVersionId"));
        if (versionId != null
                && versions.find(bucket, key, versionId)
                        .filter(ObjectVersion::deleteMarker)
                        .isPresent()
                && call.allows("s3:GetObjectVersion", bucket.arn(key))) {
            throw S3Error.INVALID_REQUEST.of(
                    "The source of a copy request may not specifically refer to a delete marker by version id.");
        }
        ObjectVersion version = reader.require(call, bucket, key, versionId, "s3:GetObject", "s3:GetObjectVersion");
        condition(request).checkAll(version);
        version.requireReadable(call.time());
        return new Source(
                bucket,
                version,
                encryptions.unwrapping(
                        call, bucket, version.keeping().encryption(), CustomerKey.ofCopySource(request)));
    }

    private static ReadCondition condition(SdkPojo request) {
        return new ReadCondition(
                ModelMembers.string(request, "CopySourceIfMatch"),
                ModelMembers.string(request, "CopySourceIfNoneMatch"),
                (Instant) Members.value(request, "CopySourceIfModifiedSince"),
                (Instant) Members.value(request, "CopySourceIfUnmodifiedSince"));
    }
}
