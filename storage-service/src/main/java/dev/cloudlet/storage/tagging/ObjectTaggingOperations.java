package dev.cloudlet.storage.tagging;

import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.object.ObjectReader;
import dev.cloudlet.storage.object.ObjectVersion;
import dev.cloudlet.storage.object.ObjectWrites;
import dev.cloudlet.storage.object.TagSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;

/** Tags of objects. */
@AwsOperations
class ObjectTaggingOperations {
    private static final String WHY = "the object's tags are condition keys, and a version has an action of its own";

    private final Buckets buckets;
    private final ObjectReader reader;
    private final ObjectWrites writes;

    ObjectTaggingOperations(Buckets buckets, ObjectReader reader, ObjectWrites writes) {
        this.buckets = buckets;
        this.reader = reader;
        this.writes = writes;
    }

    @AuthorizedInCode(
            actions = {"s3:GetObjectTagging", "s3:GetObjectVersionTagging"},
            because = WHY)
    GetObjectTaggingResponse getObjectTagging(Call call, GetObjectTaggingRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version = reader.require(
                call, bucket, request.key(), request.versionId(), "s3:GetObjectTagging", "s3:GetObjectVersionTagging");
        return GetObjectTaggingResponse.builder()
                .tagSet(TagSet.list(version.tags()))
                .versionId(shownId(bucket, version))
                .build();
    }

    @AuthorizedInCode(
            actions = {"s3:PutObjectTagging", "s3:PutObjectVersionTagging"},
            because = WHY)
    PutObjectTaggingResponse putObjectTagging(Call call, PutObjectTaggingRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version = reader.require(
                call, bucket, request.key(), request.versionId(), "s3:PutObjectTagging", "s3:PutObjectVersionTagging");
        writes.tag(bucket, version, TagSet.ofObject(request.tagging()));
        return PutObjectTaggingResponse.builder()
                .versionId(shownId(bucket, version))
                .build();
    }

    @AuthorizedInCode(
            actions = {"s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging"},
            because = WHY)
    DeleteObjectTaggingResponse deleteObjectTagging(Call call, DeleteObjectTaggingRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version = reader.require(
                call,
                bucket,
                request.key(),
                request.versionId(),
                "s3:DeleteObjectTagging",
                "s3:DeleteObjectVersionTagging");
        writes.tag(bucket, version, Map.of());
        return DeleteObjectTaggingResponse.builder()
                .versionId(shownId(bucket, version))
                .build();
    }

    private static @Nullable String shownId(Bucket bucket, ObjectVersion version) {
        return bucket.namesVersions() ? version.id() : null;
    }
}
