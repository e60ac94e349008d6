package dev.cloudlet.storage.policy;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;

/** Block Public Access: all of it on for new buckets, as on AWS since 2023. */
@AwsOperations
class PublicAccessBlockOperations {
    private final Buckets buckets;
    private final BucketPolicies policies;

    PublicAccessBlockOperations(Buckets buckets, BucketPolicies policies) {
        this.buckets = buckets;
        this.policies = policies;
    }

    @Authorize(action = "s3:GetBucketPublicAccessBlock", resource = "arn:aws:s3:::{Bucket}")
    GetPublicAccessBlockResponse getPublicAccessBlock(Call call, GetPublicAccessBlockRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        PublicAccess configured = policies.require(bucket.name()).configured();
        if (configured == null) {
            throw S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK.error().with("BucketName", bucket.name());
        }
        return GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(configured.shown())
                .build();
    }

    @Authorize(action = "s3:PutBucketPublicAccessBlock", resource = "arn:aws:s3:::{Bucket}")
    PutPublicAccessBlockResponse putPublicAccessBlock(Call call, PutPublicAccessBlockRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        policies.block(bucket, PublicAccess.of(request.publicAccessBlockConfiguration()));
        return PutPublicAccessBlockResponse.builder().build();
    }

    /** As AWS has it, the permission is that to put. */
    @Authorize(action = "s3:PutBucketPublicAccessBlock", resource = "arn:aws:s3:::{Bucket}")
    DeletePublicAccessBlockResponse deletePublicAccessBlock(Call call, DeletePublicAccessBlockRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        policies.block(bucket, null);
        return DeletePublicAccessBlockResponse.builder().build();
    }
}
