package dev.cloudlet.storage.ownership;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.acl.AccessControlList;
import dev.cloudlet.storage.acl.CannedList;
import dev.cloudlet.storage.acl.ObjectAccess;
import dev.cloudlet.storage.acl.RequestedList;
import dev.cloudlet.storage.acl.RequestedLists;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Bucket.Ownership;
import dev.cloudlet.storage.bucket.Owners;
import dev.cloudlet.storage.policy.BucketPolicies;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkPojo;

/** Decides whose a new object is, and refuses access control lists that must not be. */
@Component
public final class NewLists {
    private final RequestedLists requests;
    private final Owners owners;
    private final BucketPolicies policies;

    public NewLists(RequestedLists requests, Owners owners, BucketPolicies policies) {
        this.requests = requests;
        this.owners = owners;
        this.policies = policies;
    }

    /** Of an object that is put, copied or begun in parts. */
    public ObjectAccess ofObject(Call call, Bucket bucket, String key, SdkPojo request) {
        RequestedList requested = requests.of(request);
        String bucketOwner = owners.canonicalId(bucket.account());
        if (!bucket.hasLists()) {
            if (!requested.isBucketOwners(bucketOwner)) {
                throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.error();
            }
            return ObjectAccess.BUCKET_OWNERS;
        }
        boolean given = bucket.ownership() == Ownership.PREFERRED
                && requested.equals(new RequestedList.Canned(CannedList.BUCKET_OWNER_FULL_CONTROL));
        String owner = given ? bucket.account() : call.account();
        String canonicalId = owners.canonicalId(owner);
        AccessControlList list = requested.list(canonicalId, bucketOwner);
        refusePublic(call, bucket, list, "s3:PutObjectAcl", bucket.arn(key));
        return new ObjectAccess(owner.equals(bucket.account()) ? null : owner, list.write(canonicalId));
    }

    /** Refuses a list that lets everybody in, where that is blocked. */
    public void refusePublic(Call call, Bucket bucket, AccessControlList list, String action, String arn) {
        if (list.isPublic() && policies.require(bucket.name()).publicAccess().blockPublicAcls()) {
            throw S3Error.ACCESS_DENIED.of(
                    "User: %s is not authorized to perform: %s on resource: \"%s\" because public access control lists (ACLs)"
                            + " are blocked by the BlockPublicAcls block public access setting.",
                    call.principal().arn(), action, arn);
        }
    }
}
