package dev.cloudlet.storage.versioning;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Bucket.Versioning;
import dev.cloudlet.storage.bucket.Buckets;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/** Versioning is enabled and suspended. */
@AwsOperations
class VersioningOperations {
    private final Buckets buckets;

    VersioningOperations(Buckets buckets) {
        this.buckets = buckets;
    }

    @Authorize(action = "s3:GetBucketVersioning", resource = "arn:aws:s3:::{Bucket}")
    GetBucketVersioningResponse getBucketVersioning(Call call, GetBucketVersioningRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        Versioning versioning = bucket.versioning();
        return GetBucketVersioningResponse.builder()
                .status(versioning == null ? null : versioning.wireName())
                .build();
    }

    @Authorize(action = "s3:PutBucketVersioning", resource = "arn:aws:s3:::{Bucket}")
    PutBucketVersioningResponse putBucketVersioning(Call call, PutBucketVersioningRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        VersioningConfiguration configuration = request.versioningConfiguration();
        if (configuration.mfaDeleteAsString() != null
                && !configuration.mfaDeleteAsString().equals("Disabled")) {
            throw S3Error.NOT_IMPLEMENTED.of("MFA delete is not implemented");
        }
        if (configuration.statusAsString() == null) {
            throw S3Error.ILLEGAL_VERSIONING_CONFIGURATION.error();
        }
        Versioning versioning = Versioning.of(configuration.statusAsString());
        if (versioning == null) {
            throw S3Error.MALFORMED_XML.error();
        }
        if (versioning == Versioning.SUSPENDED && bucket.locksObjects()) {
            throw S3Error.INVALID_BUCKET_STATE.of("An Object Lock configuration is present on this bucket, so the"
                    + " versioning state cannot be changed.");
        }
        buckets.versioning(bucket, versioning);
        return PutBucketVersioningResponse.builder().build();
    }
}
