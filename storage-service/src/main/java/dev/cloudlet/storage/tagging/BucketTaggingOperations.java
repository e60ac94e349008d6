package dev.cloudlet.storage.tagging;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.object.StringMaps;
import dev.cloudlet.storage.object.TagSet;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;

/** Tags of buckets. */
@AwsOperations
class BucketTaggingOperations {
    private final Buckets buckets;
    private final JdbcClient jdbc;
    private final StringMaps maps;

    BucketTaggingOperations(Buckets buckets, JdbcClient jdbc, StringMaps maps) {
        this.buckets = buckets;
        this.jdbc = jdbc;
        this.maps = maps;
    }

    @Authorize(action = "s3:GetBucketTagging", resource = "arn:aws:s3:::{Bucket}")
    GetBucketTaggingResponse getBucketTagging(Call call, GetBucketTaggingRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        Map<String, String> tags = jdbc.sql("SELECT tags FROM bucket WHERE id = :id")
                .param("id", bucket.id())
                .query((row, number) -> maps.read(row.getString("tags")))
                .single();
        if (tags.isEmpty()) {
            throw S3Error.NO_SUCH_TAG_SET.error().with("BucketName", bucket.name());
        }
        return GetBucketTaggingResponse.builder().tagSet(TagSet.list(tags)).build();
    }

    @Authorize(action = "s3:PutBucketTagging", resource = "arn:aws:s3:::{Bucket}")
    PutBucketTaggingResponse putBucketTagging(Call call, PutBucketTaggingRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        write(bucket, TagSet.ofBucket(request.tagging()));
        return PutBucketTaggingResponse.builder().build();
    }

    /** As AWS has it, the permission is that to put. */
    @Authorize(action = "s3:PutBucketTagging", resource = "arn:aws:s3:::{Bucket}")
    DeleteBucketTaggingResponse deleteBucketTagging(Call call, DeleteBucketTaggingRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        write(bucket, Map.of());
        return DeleteBucketTaggingResponse.builder().build();
    }

    private void write(Bucket bucket, Map<String, String> tags) {
        jdbc.sql("UPDATE bucket SET tags = CAST(:tags AS jsonb) WHERE id = :id")
                .param("tags", maps.write(tags))
                .param("id", bucket.id())
                .update();
    }
}
