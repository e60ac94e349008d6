package dev.cloudlet.storage.bucket;

import dev.cloudlet.storage.S3Error;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** What a new bucket may be asked to be: everything it would not truly be is refused. */
final class NewBucketFeatures {
    private NewBucketFeatures() {}

    static void check(CreateBucketRequest request) {
        String ownership = request.objectOwnershipAsString();
        if (ownership != null && !ownership.equals("BucketOwnerEnforced")) {
            throw S3Error.NOT_IMPLEMENTED
                    .error()
                    .with("Header", "x-amz-object-ownership")
                    .with("Value", ownership);
        }
        String acl = request.aclAsString();
        if ((acl != null && !acl.equals("private")) || hasGrants(request)) {
            throw S3Error.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP.error();
        }
        if (Boolean.TRUE.equals(request.objectLockEnabledForBucket())) {
            throw S3Error.NOT_IMPLEMENTED.error().with("Header", "x-amz-bucket-object-lock-enabled");
        }
        CreateBucketConfiguration configuration = request.createBucketConfiguration();
        if (configuration != null
                && (configuration.location() != null || configuration.bucket() != null || configuration.hasTags())) {
            throw S3Error.NOT_IMPLEMENTED.of("Directory buckets and tags at creation are not implemented");
        }
    }

    private static boolean hasGrants(CreateBucketRequest request) {
        return request.grantFullControl() != null
                || request.grantRead() != null
                || request.grantReadACP() != null
                || request.grantWrite() != null
                || request.grantWriteACP() != null;
    }
}
