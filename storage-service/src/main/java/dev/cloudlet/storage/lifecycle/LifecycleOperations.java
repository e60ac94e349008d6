package dev.cloudlet.storage.lifecycle;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;

/** What becomes of a bucket's objects in time. */
@AwsOperations
class LifecycleOperations {
    private static final String DEFAULT_LEAST_SIZE = "all_storage_classes_128K";

    private final Buckets buckets;
    private final Configurations configurations;
    private final WorkQueue work;

    LifecycleOperations(Buckets buckets, Configurations configurations, WorkQueue work) {
        this.buckets = buckets;
        this.configurations = configurations;
        this.work = work;
    }

    @Authorize(action = "s3:GetLifecycleConfiguration", resource = "arn:aws:s3:::{Bucket}")
    GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
            Call call, GetBucketLifecycleConfigurationRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        BucketLifecycleConfiguration configuration = configurations
                .of(bucket.id())
                .orElseThrow(
                        () -> S3Error.NO_SUCH_LIFECYCLE_CONFIGURATION.error().with("BucketName", bucket.name()));
        return GetBucketLifecycleConfigurationResponse.builder()
                .rules(configuration.rules())
                .transitionDefaultMinimumObjectSize(DEFAULT_LEAST_SIZE)
                .build();
    }

    @Authorize(action = "s3:PutLifecycleConfiguration", resource = "arn:aws:s3:::{Bucket}")
    PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
            Call call, PutBucketLifecycleConfigurationRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        checkLeastSize(request.transitionDefaultMinimumObjectSizeAsString());
        if (request.lifecycleConfiguration() == null) {
            throw S3Error.MALFORMED_XML.error();
        }
        List<LifecycleRule> rules = request.lifecycleConfiguration().rules();
        RuleCheck.check(rules);
        configurations.set(
                bucket,
                BucketLifecycleConfiguration.builder()
                        .rules(rules.stream().map(LifecycleOperations::named).toList())
                        .build());
        work.request(LifecycleWork.NAME, Long.toString(bucket.id()));
        return PutBucketLifecycleConfigurationResponse.builder()
                .transitionDefaultMinimumObjectSize(DEFAULT_LEAST_SIZE)
                .build();
    }

    private static void checkLeastSize(@Nullable String wanted) {
        if (wanted != null && !wanted.equals(DEFAULT_LEAST_SIZE)) {
            throw S3Error.NOT_IMPLEMENTED
                    .error()
                    .with("Header", "x-amz-transition-default-minimum-object-size")
                    .with("Value", wanted);
        }
    }

    private static LifecycleRule named(LifecycleRule rule) {
        return rule.id() != null && !rule.id().isEmpty()
                ? rule
                : rule.toBuilder().id(UUID.randomUUID().toString()).build();
    }

    @Authorize(action = "s3:PutLifecycleConfiguration", resource = "arn:aws:s3:::{Bucket}")
    DeleteBucketLifecycleResponse deleteBucketLifecycle(Call call, DeleteBucketLifecycleRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        configurations.set(bucket, null);
        return DeleteBucketLifecycleResponse.builder().build();
    }
}
