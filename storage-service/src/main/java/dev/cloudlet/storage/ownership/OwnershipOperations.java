package dev.cloudlet.storage.ownership;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.acl.AccessControlList;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Bucket.Ownership;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.bucket.Owners;
import dev.cloudlet.storage.policy.BucketPolicies;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;

/** Says whose the objects in a bucket are, and so whether access control lists have a say. */
@AwsOperations
class OwnershipOperations {
    private final Buckets buckets;
    private final BucketPolicies policies;
    private final Owners owners;

    OwnershipOperations(Buckets buckets, BucketPolicies policies, Owners owners) {
        this.buckets = buckets;
        this.policies = policies;
        this.owners = owners;
    }

    @Authorize(action = "s3:GetBucketOwnershipControls", resource = "arn:aws:s3:::{Bucket}")
    GetBucketOwnershipControlsResponse getBucketOwnershipControls(
            Call call, GetBucketOwnershipControlsRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        Ownership ownership = bucket.ownership();
        if (ownership == null) {
            throw S3Error.OWNERSHIP_CONTROLS_NOT_FOUND.error().with("BucketName", bucket.name());
        }
        return GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(OwnershipControls.builder()
                        .rules(OwnershipControlsRule.builder()
                                .objectOwnership(ownership.wireName())
                                .build())
                        .build())
                .build();
    }

    @Authorize(action = "s3:PutBucketOwnershipControls", resource = "arn:aws:s3:::{Bucket}")
    PutBucketOwnershipControlsResponse putBucketOwnershipControls(
            Call call, PutBucketOwnershipControlsRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        if (request.ownershipControls().rules().size() != 1) {
            throw S3Error.MALFORMED_XML.error();
        }
        Ownership ownership =
                Ownership.of(request.ownershipControls().rules().getFirst().objectOwnershipAsString());
        if (ownership == null) {
            throw S3Error.MALFORMED_XML.error();
        }
        String owner = owners.canonicalId(bucket.account());
        AccessControlList list =
                AccessControlList.read(policies.require(bucket.name()).acl(), owner);
        if (ownership == Ownership.ENFORCED && !list.equals(AccessControlList.ownersAlone(owner))) {
            throw S3Error.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP.error();
        }
        buckets.ownership(bucket, ownership);
        return PutBucketOwnershipControlsResponse.builder().build();
    }

    /** As AWS has it, the permission is that to put. */
    @Authorize(action = "s3:PutBucketOwnershipControls", resource = "arn:aws:s3:::{Bucket}")
    DeleteBucketOwnershipControlsResponse deleteBucketOwnershipControls(
            Call call, DeleteBucketOwnershipControlsRequest request) {
        buckets.ownership(buckets.require(call, request.bucket(), request.expectedBucketOwner()), null);
        return DeleteBucketOwnershipControlsResponse.builder().build();
    }
}
