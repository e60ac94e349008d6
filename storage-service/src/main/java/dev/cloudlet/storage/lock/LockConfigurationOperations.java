package dev.cloudlet.storage.lock;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.keeping.BucketObjectLocks;
import dev.cloudlet.storage.keeping.DefaultRetention;
import dev.cloudlet.storage.keeping.ObjectLock.Mode;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockRule;
import software.amazon.awssdk.services.s3.model.PutObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLockConfigurationResponse;

/** Whether a bucket's objects can be locked, and how they are by default. */
@AwsOperations
class LockConfigurationOperations {
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_YEARS = 100;

    private final Buckets buckets;
    private final BucketObjectLocks locks;

    LockConfigurationOperations(Buckets buckets, BucketObjectLocks locks) {
        this.buckets = buckets;
        this.locks = locks;
    }

    @Authorize(action = "s3:GetBucketObjectLockConfiguration", resource = "arn:aws:s3:::{Bucket}")
    GetObjectLockConfigurationResponse getObjectLockConfiguration(
            Call call, GetObjectLockConfigurationRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        if (!bucket.locksObjects()) {
            throw S3Error.OBJECT_LOCK_CONFIGURATION_NOT_FOUND.error().with("BucketName", bucket.name());
        }
        ObjectLockConfiguration.Builder configuration =
                ObjectLockConfiguration.builder().objectLockEnabled("Enabled");
        locks.of(bucket)
                .ifPresent(retention -> configuration.rule(rule -> rule.defaultRetention(
                        shown -> shown.mode(retention.mode().name())
                                .days(retention.days())
                                .years(retention.years()))));
        return GetObjectLockConfigurationResponse.builder()
                .objectLockConfiguration(configuration.build())
                .build();
    }

    @Authorize(action = "s3:PutBucketObjectLockConfiguration", resource = "arn:aws:s3:::{Bucket}")
    PutObjectLockConfigurationResponse putObjectLockConfiguration(
            Call call, PutObjectLockConfigurationRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectLockConfiguration configuration = request.objectLockConfiguration();
        if (configuration == null || !"Enabled".equals(configuration.objectLockEnabledAsString())) {
            throw S3Error.MALFORMED_XML.error();
        }
        DefaultRetention retention = retention(configuration.rule());
        if (!bucket.keepsVersions()) {
            throw S3Error.INVALID_BUCKET_STATE.of(
                    "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
        }
        locks.set(bucket, retention);
        return PutObjectLockConfigurationResponse.builder().build();
    }

    private static @Nullable DefaultRetention retention(@Nullable ObjectLockRule rule) {
        if (rule == null) {
            return null;
        }
        var wanted = rule.defaultRetention();
        Mode mode = wanted == null ? null : Mode.of(wanted.modeAsString());
        if (mode == null || (wanted.days() == null) == (wanted.years() == null)) {
            throw S3Error.MALFORMED_XML.error();
        }
        check("Days", wanted.days(), MOST_DAYS);
        check("Years", wanted.years(), MOST_YEARS);
        return new DefaultRetention(mode, wanted.days(), wanted.years());
    }

    private static void check(String name, @Nullable Integer period, int most) {
        if (period != null && period < 1) {
            throw S3Error.INVALID_ARGUMENT
                    .of("Default retention period must be a positive integer value.")
                    .with("ArgumentName", name);
        }
        if (period != null && period > most) {
            throw S3Error.INVALID_ARGUMENT
                    .of("Default retention period is too large")
                    .with("ArgumentName", name);
        }
    }
}
