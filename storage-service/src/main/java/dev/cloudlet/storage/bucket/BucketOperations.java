package dev.cloudlet.storage.bucket;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.PageToken;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.acl.AccessControlList;
import dev.cloudlet.storage.acl.RequestedList;
import dev.cloudlet.storage.acl.RequestedLists;
import dev.cloudlet.storage.bucket.Bucket.Ownership;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/** Buckets come, are found, and go. */
@AwsOperations
class BucketOperations {
    private static final Map<String, String> TO_BE_MADE = Map.of("cloudlet:ToBeMade", "true");
    private static final int MOST_LISTED = 10_000;

    private final Buckets buckets;
    private final List<BucketContents> contents;
    private final Owners owners;
    private final RequestedLists lists;

    BucketOperations(Buckets buckets, List<BucketContents> contents, Owners owners, RequestedLists lists) {
        this.buckets = buckets;
        this.contents = contents;
        this.owners = owners;
        this.lists = lists;
    }

    @Authorize(
            action = "s3:CreateBucket",
            resource = "arn:aws:s3:::{Bucket}",
            keys = {"s3:x-amz-acl={ACL}", "s3:x-amz-object-ownership={ObjectOwnership}"})
    CreateBucketResponse createBucket(Call call, CreateBucketRequest request) {
        BucketName.check(request.bucket());
        NewBucketFeatures.check(request);
        Ownership ownership = NewBucketFeatures.ownership(request);
        AccessControlList list = list(call, request, ownership);
        String constraint = request.createBucketConfiguration() == null
                ? null
                : request.createBucketConfiguration().locationConstraintAsString();
        String region = Locations.region(call.region(), constraint);
        String acl = list.write(owners.canonicalId(call.account()));
        buckets.create(request.bucket(), call.account(), region, ownership, acl, S3Time.seconds(call.time()))
                .ifPresentOrElse(existing -> again(existing, call, region, acl), () -> lock(call, request));
        return CreateBucketResponse.builder()
                .location("/" + request.bucket())
                .bucketArn("arn:aws:s3:::" + request.bucket())
                .build();
    }

    private void lock(Call call, CreateBucketRequest request) {
        if (Boolean.TRUE.equals(request.objectLockEnabledForBucket())) {
            call.authorize("s3:PutBucketObjectLockConfiguration", "arn:aws:s3:::" + request.bucket(), TO_BE_MADE);
            call.authorize("s3:PutBucketVersioning", "arn:aws:s3:::" + request.bucket(), TO_BE_MADE);
            buckets.lockObjects(request.bucket());
        }
    }

    private AccessControlList list(Call call, CreateBucketRequest request, Ownership ownership) {
        String owner = owners.canonicalId(call.account());
        RequestedList requested = lists.of(request);
        AccessControlList list = requested.list(owner, owner);
        if (!(requested instanceof RequestedList.Unsaid)) {
            call.authorize("s3:PutBucketAcl", "arn:aws:s3:::" + request.bucket(), TO_BE_MADE);
        }
        if (request.objectOwnership() != null) {
            call.authorize("s3:PutBucketOwnershipControls", "arn:aws:s3:::" + request.bucket(), TO_BE_MADE);
        }
        if (ownership == Ownership.ENFORCED && !list.equals(AccessControlList.ownersAlone(owner))) {
            throw S3Error.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP.error();
        }
        if (list.isPublic()) {
            throw S3Error.INVALID_BUCKET_ACL_WITH_BLOCK_PUBLIC_ACCESS.error();
        }
        return list;
    }

    /** In us-east-1 whoever owns the bucket may make it again, as ever, and has its access control list anew. */
    private void again(Bucket existing, Call call, String region, @Nullable String acl) {
        if (!existing.account().equals(call.account())) {
            throw S3Error.BUCKET_ALREADY_EXISTS.error().with("BucketName", existing.name());
        }
        if (!existing.region().equals(Locations.US_EAST_1) || !region.equals(Locations.US_EAST_1)) {
            throw S3Error.BUCKET_ALREADY_OWNED_BY_YOU.error().with("BucketName", existing.name());
        }
        buckets.list(existing, acl);
    }

    @Authorize(action = "s3:DeleteBucket", resource = "arn:aws:s3:::{Bucket}")
    DeleteBucketResponse deleteBucket(Call call, DeleteBucketRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        if (!buckets.delete(bucket)) {
            throw S3Error.BUCKET_NOT_EMPTY.error().with("BucketName", bucket.name());
        }
        contents.forEach(each -> each.removeWith(bucket));
        return DeleteBucketResponse.builder().build();
    }

    @Authorize(action = "s3:ListBucket", resource = "arn:aws:s3:::{Bucket}")
    HeadBucketResponse headBucket(Call call, HeadBucketRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        return HeadBucketResponse.builder()
                .bucketRegion(bucket.region())
                .bucketArn(bucket.arn())
                .accessPointAlias(false)
                .build();
    }

    @Authorize(action = "s3:GetBucketLocation", resource = "arn:aws:s3:::{Bucket}")
    GetBucketLocationResponse getBucketLocation(Call call, GetBucketLocationRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        return GetBucketLocationResponse.builder()
                .locationConstraint(Locations.constraint(bucket.region()))
                .build();
    }

    @Authorize(action = "s3:ListAllMyBuckets")
    ListBucketsResponse listBuckets(Call call, ListBucketsRequest request) {
        int most = request.maxBuckets() == null ? MOST_LISTED : request.maxBuckets();
        if (most < 1 || most > MOST_LISTED) {
            throw S3Error.INVALID_ARGUMENT
                    .of("max-buckets must be from 1 to %d", MOST_LISTED)
                    .with("ArgumentName", "max-buckets")
                    .with("ArgumentValue", Integer.toString(most));
        }
        String prefix = request.prefix() == null ? "" : request.prefix();
        List<Bucket> found = buckets.list(
                call.account(), after(request.continuationToken()), prefix, request.bucketRegion(), most + 1);
        boolean more = found.size() > most;
        List<Bucket> page = more ? found.subList(0, most) : found;
        return ListBucketsResponse.builder()
                .owner(owners.of(call.account()))
                .buckets(page.stream().map(BucketOperations::listed).toList())
                .prefix(request.prefix())
                .continuationToken(more ? PageToken.of(page.getLast().name()) : null)
                .build();
    }

    private static software.amazon.awssdk.services.s3.model.Bucket listed(Bucket bucket) {
        return software.amazon.awssdk.services.s3.model.Bucket.builder()
                .name(bucket.name())
                .creationDate(bucket.created())
                .bucketRegion(bucket.region())
                .bucketArn(bucket.arn())
                .build();
    }

    private static String after(@Nullable String token) {
        List<String> parts = PageToken.parts(token, 1, () -> S3Error.INVALID_ARGUMENT
                .of("The continuation token provided is incorrect")
                .with("ArgumentName", "continuation-token"));
        return parts.isEmpty() ? "" : parts.getFirst();
    }
}
