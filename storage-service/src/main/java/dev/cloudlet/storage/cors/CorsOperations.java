package dev.cloudlet.storage.cors;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.ModelJson;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.BucketConfigurations;
import dev.cloudlet.storage.bucket.BucketConfigurations.Kind;
import dev.cloudlet.storage.bucket.Buckets;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;

/** The rules are set. */
@AwsOperations
class CorsOperations {
    private final Buckets buckets;
    private final BucketConfigurations configurations;

    CorsOperations(Buckets buckets, BucketConfigurations configurations) {
        this.buckets = buckets;
        this.configurations = configurations;
    }

    @Authorize(action = "s3:GetBucketCORS", resource = "arn:aws:s3:::{Bucket}")
    GetBucketCorsResponse getBucketCors(Call call, GetBucketCorsRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        CORSConfiguration configuration = configurations
                .find(bucket, Kind.CORS)
                .map(document -> ModelJson.read(document, CORSConfiguration.builder()))
                .orElseThrow(() -> S3Error.NO_SUCH_CORS_CONFIGURATION.error().with("BucketName", bucket.name()));
        return GetBucketCorsResponse.builder()
                .corsRules(configuration.corsRules())
                .build();
    }

    @Authorize(action = "s3:PutBucketCORS", resource = "arn:aws:s3:::{Bucket}")
    PutBucketCorsResponse putBucketCors(Call call, PutBucketCorsRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        CorsRules.check(request.corsConfiguration());
        configurations.put(bucket, Kind.CORS, ModelJson.write(request.corsConfiguration()));
        return PutBucketCorsResponse.builder().build();
    }

    /** As AWS has it, the permission is that to put. */
    @Authorize(action = "s3:PutBucketCORS", resource = "arn:aws:s3:::{Bucket}")
    DeleteBucketCorsResponse deleteBucketCors(Call call, DeleteBucketCorsRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        configurations.remove(bucket, Kind.CORS);
        return DeleteBucketCorsResponse.builder().build();
    }
}
