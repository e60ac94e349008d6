package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.acl.AccessControlList;
import dev.cloudlet.storage.acl.ObjectAccess;
import dev.cloudlet.storage.acl.RequestedLists;
import dev.cloudlet.storage.acl.ShownLists;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.bucket.Owners;
import dev.cloudlet.storage.ownership.NewLists;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAclResponse;

/** Access control lists of objects. */
@AwsOperations
class ObjectAclOperations {
    private static final String WHY = "the object's tags are condition keys, and a version has an action of its own";

    private final Buckets buckets;
    private final ObjectReader reader;
    private final ObjectVersions versions;
    private final ObjectWrites writes;
    private final Owners owners;
    private final RequestedLists requests;
    private final ShownLists shown;
    private final NewLists lists;

    ObjectAclOperations(
            Buckets buckets,
            ObjectReader reader,
            ObjectVersions versions,
            ObjectWrites writes,
            Owners owners,
            RequestedLists requests,
            ShownLists shown,
            NewLists lists) {
        this.buckets = buckets;
        this.reader = reader;
        this.versions = versions;
        this.writes = writes;
        this.owners = owners;
        this.requests = requests;
        this.shown = shown;
        this.lists = lists;
    }

    @AuthorizedInCode(
            actions = {"s3:GetObjectAcl", "s3:GetObjectVersionAcl"},
            because = WHY)
    GetObjectAclResponse getObjectAcl(Call call, GetObjectAclRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version = reader.require(
                call, bucket, request.key(), request.versionId(), "s3:GetObjectAcl", "s3:GetObjectVersionAcl");
        ObjectAccess access = bucket.hasLists() ? versions.access(bucket, version) : ObjectAccess.BUCKET_OWNERS;
        String owner = owner(bucket, access);
        return GetObjectAclResponse.builder()
                .owner(owners.of(owner))
                .grants(shown.grants(AccessControlList.read(access.acl(), owners.canonicalId(owner))))
                .build();
    }

    @AuthorizedInCode(
            actions = {"s3:PutObjectAcl", "s3:PutObjectVersionAcl"},
            because = WHY)
    PutObjectAclResponse putObjectAcl(Call call, PutObjectAclRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version = reader.require(
                call,
                bucket,
                request.key(),
                request.versionId(),
                "s3:PutObjectAcl",
                "s3:PutObjectVersionAcl",
                ObjectPermissions.listKeys(request));
        if (!bucket.hasLists()) {
            throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.error();
        }
        String owner = owners.canonicalId(owner(bucket, versions.access(bucket, version)));
        AccessControlPolicy document = request.accessControlPolicy() == null
                ? AccessControlPolicy.builder().build()
                : request.accessControlPolicy();
        AccessControlList list =
                requests.required(request, document, owner).list(owner, owners.canonicalId(bucket.account()));
        lists.refusePublic(call, bucket, list, "s3:PutObjectAcl", bucket.arn(version.key()));
        writes.list(bucket, version, list.write(owner));
        return PutObjectAclResponse.builder().build();
    }

    private static String owner(Bucket bucket, ObjectAccess access) {
        return access.owner() == null ? bucket.account() : access.owner();
    }
}
