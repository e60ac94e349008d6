package dev.cloudlet.storage.ownership;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.bucket.Owners;
import dev.cloudlet.storage.object.ObjectReader;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.Type;

/**
 * Ownership of objects: BucketOwnerEnforced, as on AWS by default, and so far nothing else. ACLs then only show the owner.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
@AwsOperations
class OwnershipOperations {
    private final Buckets buckets;
    private final ObjectReader reader;
    private final Owners owners;

    OwnershipOperations(Buckets buckets, ObjectReader reader, Owners owners) {
        this.buckets = buckets;
        this.reader = reader;
        this.owners = owners;
    }

    @Authorize(action = "s3:GetBucketOwnershipControls", resource = "arn:aws:s3:::{Bucket}")
    GetBucketOwnershipControlsResponse getBucketOwnershipControls(
            Call call, GetBucketOwnershipControlsRequest request) {
        buckets.require(call, request.bucket(), request.expectedBucketOwner());
        return GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(OwnershipControls.builder()
                        .rules(OwnershipControlsRule.builder()
                                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                                .build())
                        .build())
                .build();
    }

    @Authorize(action = "s3:PutBucketOwnershipControls", resource = "arn:aws:s3:::{Bucket}")
    PutBucketOwnershipControlsResponse putBucketOwnershipControls(
            Call call, PutBucketOwnershipControlsRequest request) {
        buckets.require(call, request.bucket(), request.expectedBucketOwner());
        if (request.ownershipControls().rules().size() != 1) {
            throw S3Error.MALFORMED_XML.error();
        }
        if (request.ownershipControls().rules().getFirst().objectOwnership() != ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            throw S3Error.NOT_IMPLEMENTED.of("Object ownership other than BucketOwnerEnforced is not implemented");
        }
        return PutBucketOwnershipControlsResponse.builder().build();
    }

    @Authorize(action = "s3:GetBucketAcl", resource = "arn:aws:s3:::{Bucket}")
    GetBucketAclResponse getBucketAcl(Call call, GetBucketAclRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        return GetBucketAclResponse.builder()
                .owner(owners.of(bucket.account()))
                .grants(grants(bucket))
                .build();
    }

    @AuthorizedInCode(
            actions = {"s3:GetObjectAcl", "s3:GetObjectVersionAcl"},
            because = "the object's tags are condition keys, and a version has an action of its own")
    GetObjectAclResponse getObjectAcl(Call call, GetObjectAclRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        reader.require(call, bucket, request.key(), request.versionId(), "s3:GetObjectAcl", "s3:GetObjectVersionAcl");
        return GetObjectAclResponse.builder()
                .owner(owners.of(bucket.account()))
                .grants(grants(bucket))
                .build();
    }

    private List<Grant> grants(Bucket bucket) {
        String owner = owners.of(bucket.account()).id();
        return List.of(Grant.builder()
                .grantee(grantee -> grantee.type(Type.CANONICAL_USER).id(owner))
                .permission(Permission.FULL_CONTROL)
                .build());
    }
}
