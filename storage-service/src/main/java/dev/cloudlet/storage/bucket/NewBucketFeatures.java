package dev.cloudlet.storage.bucket;

import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket.Ownership;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** What a new bucket may be asked to be: everything it would not truly be is refused. */
final class NewBucketFeatures {
    private NewBucketFeatures() {}

    static void check(CreateBucketRequest request) {
        CreateBucketConfiguration configuration = request.createBucketConfiguration();
        if (configuration != null
                && (configuration.location() != null || configuration.bucket() != null || configuration.hasTags())) {
            throw S3Error.NOT_IMPLEMENTED.of("Directory buckets and tags at creation are not implemented");
        }
    }

    /** Whose its objects will be: as on AWS since April 2023 the bucket owner's, unless it is said otherwise. */
    static Ownership ownership(CreateBucketRequest request) {
        String name = request.objectOwnershipAsString();
        Ownership ownership = name == null ? Ownership.ENFORCED : Ownership.of(name);
        if (ownership == null) {
            throw S3Error.INVALID_ARGUMENT
                    .of("Invalid x-amz-object-ownership header: %s", name)
                    .with("ArgumentName", "x-amz-object-ownership");
        }
        return ownership;
    }
}
