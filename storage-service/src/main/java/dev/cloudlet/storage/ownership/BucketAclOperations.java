package dev.cloudlet.storage.ownership;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.acl.AccessControlList;
import dev.cloudlet.storage.acl.RequestedLists;
import dev.cloudlet.storage.acl.ShownLists;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.bucket.Owners;
import dev.cloudlet.storage.policy.BucketPolicies;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;

/** Access control lists of buckets. */
@AwsOperations
class BucketAclOperations {
    private final Buckets buckets;
    private final BucketPolicies policies;
    private final Owners owners;
    private final RequestedLists requests;
    private final ShownLists shown;
    private final NewLists lists;

    BucketAclOperations(
            Buckets buckets,
            BucketPolicies policies,
            Owners owners,
            RequestedLists requests,
            ShownLists shown,
            NewLists lists) {
        this.buckets = buckets;
        this.policies = policies;
        this.owners = owners;
        this.requests = requests;
        this.shown = shown;
        this.lists = lists;
    }

    @Authorize(action = "s3:GetBucketAcl", resource = "arn:aws:s3:::{Bucket}")
    GetBucketAclResponse getBucketAcl(Call call, GetBucketAclRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        String owner = owners.canonicalId(bucket.account());
        AccessControlList list = bucket.hasLists()
                ? AccessControlList.read(policies.require(bucket.name()).acl(), owner)
                : AccessControlList.ownersAlone(owner);
        return GetBucketAclResponse.builder()
                .owner(owners.of(bucket.account()))
                .grants(shown.grants(list))
                .build();
    }

    @Authorize(
            action = "s3:PutBucketAcl",
            resource = "arn:aws:s3:::{Bucket}",
            keys = {
                "s3:x-amz-acl={ACL}",
                "s3:x-amz-grant-read={GrantRead}",
                "s3:x-amz-grant-write={GrantWrite}",
                "s3:x-amz-grant-read-acp={GrantReadACP}",
                "s3:x-amz-grant-write-acp={GrantWriteACP}",
                "s3:x-amz-grant-full-control={GrantFullControl}"
            })
    PutBucketAclResponse putBucketAcl(Call call, PutBucketAclRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        if (!bucket.hasLists()) {
            throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.error();
        }
        String owner = owners.canonicalId(bucket.account());
        AccessControlPolicy document = request.accessControlPolicy() == null
                ? AccessControlPolicy.builder().build()
                : request.accessControlPolicy();
        AccessControlList list = requests.required(request, document, owner).list(owner, owner);
        lists.refusePublic(call, bucket, list, "s3:PutBucketAcl", bucket.arn());
        buckets.list(bucket, list.write(owner));
        return PutBucketAclResponse.builder().build();
    }
}
