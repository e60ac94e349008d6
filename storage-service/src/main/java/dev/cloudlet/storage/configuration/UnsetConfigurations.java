package dev.cloudlet.storage.configuration;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteResponse;

/**
 * What tools that manage buckets ask before they change anything. The operations that would set one of these answer 501, so
 * none is ever set.
 */
@AwsOperations
class UnsetConfigurations {
    private final Buckets buckets;

    UnsetConfigurations(Buckets buckets) {
        this.buckets = buckets;
    }

    @Authorize(action = "s3:GetReplicationConfiguration", resource = "arn:aws:s3:::{Bucket}")
    GetBucketReplicationResponse getBucketReplication(Call call, GetBucketReplicationRequest request) {
        throw unset(call, request.bucket(), request.expectedBucketOwner(), S3Error.REPLICATION_CONFIGURATION_NOT_FOUND);
    }

    @Authorize(action = "s3:GetBucketWebsite", resource = "arn:aws:s3:::{Bucket}")
    GetBucketWebsiteResponse getBucketWebsite(Call call, GetBucketWebsiteRequest request) {
        throw unset(call, request.bucket(), request.expectedBucketOwner(), S3Error.NO_SUCH_WEBSITE_CONFIGURATION);
    }

    @Authorize(action = "s3:GetAccelerateConfiguration", resource = "arn:aws:s3:::{Bucket}")
    GetBucketAccelerateConfigurationResponse getBucketAccelerateConfiguration(
            Call call, GetBucketAccelerateConfigurationRequest request) {
        buckets.require(call, request.bucket(), request.expectedBucketOwner());
        return GetBucketAccelerateConfigurationResponse.builder().build();
    }

    @Authorize(action = "s3:GetBucketLogging", resource = "arn:aws:s3:::{Bucket}")
    GetBucketLoggingResponse getBucketLogging(Call call, GetBucketLoggingRequest request) {
        buckets.require(call, request.bucket(), request.expectedBucketOwner());
        return GetBucketLoggingResponse.builder().build();
    }

    @Authorize(action = "s3:GetBucketNotification", resource = "arn:aws:s3:::{Bucket}")
    GetBucketNotificationConfigurationResponse getBucketNotificationConfiguration(
            Call call, GetBucketNotificationConfigurationRequest request) {
        buckets.require(call, request.bucket(), request.expectedBucketOwner());
        return GetBucketNotificationConfigurationResponse.builder().build();
    }

    @Authorize(action = "s3:GetBucketRequestPayment", resource = "arn:aws:s3:::{Bucket}")
    GetBucketRequestPaymentResponse getBucketRequestPayment(Call call, GetBucketRequestPaymentRequest request) {
        buckets.require(call, request.bucket(), request.expectedBucketOwner());
        return GetBucketRequestPaymentResponse.builder().payer("BucketOwner").build();
    }

    private AwsException unset(Call call, String name, @Nullable String expectedOwner, S3Error error) {
        Bucket bucket = buckets.require(call, name, expectedOwner);
        return error.error().with("BucketName", bucket.name());
    }
}
