package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.Content;
import dev.cloudlet.kit.call.Streamed;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.encryption.CustomerKey;
import dev.cloudlet.storage.encryption.Encryptions;
import dev.cloudlet.storage.facility.BlobGoneException;
import dev.cloudlet.storage.facility.Blobs;
import dev.cloudlet.storage.keeping.Expirations;
import dev.cloudlet.storage.keeping.Keeping;
import dev.cloudlet.storage.keeping.ObjectLock;
import dev.cloudlet.storage.seal.WrappingKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Objects are read. */
@AwsOperations
class GetOperations {
    private static final int MOST_ATTEMPTS = 10;
    private static final Content NOTHING = new Content.Bytes(new byte[0]);

    private final Buckets buckets;
    private final ObjectReader reader;
    private final ObjectVersions versions;
    private final Blobs blobs;
    private final Encryptions encryptions;
    private final Expirations expirations;

    GetOperations(
            Buckets buckets,
            ObjectReader reader,
            ObjectVersions versions,
            Blobs blobs,
            Encryptions encryptions,
            Expirations expirations) {
        this.buckets = buckets;
        this.reader = reader;
        this.versions = versions;
        this.blobs = blobs;
        this.encryptions = encryptions;
        this.expirations = expirations;
    }

    @AuthorizedInCode(
            actions = {"s3:GetObject", "s3:GetObjectVersion"},
            because = "the object's tags are condition keys, and a version has an action of its own")
    Streamed<GetObjectResponse> getObject(Call call, GetObjectRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        for (int attempt = 1; ; attempt++) {
            try {
                return get(call, bucket, request);
            } catch (BlobGoneException e) {
                // The object was replaced while it was looked up.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Streamed<GetObjectResponse> get(Call call, Bucket bucket, GetObjectRequest request) {
        ObjectVersion version = find(call, bucket, request);
        CustomerKey customer = CustomerKey.of(request);
        WrappingKey key = encryptions.unwrapping(call, bucket, version.keeping().encryption(), customer);
        version.requireReadable(call.time());
        ObjectAnswer answer = ObjectAnswer.to(
                request, bucket, version, versions, head -> show(call, bucket, version, customer, head));
        ByteRange bytes = answer.bytes();
        Content content = bytes.count() == 0
                ? NOTHING
                : blobs.content(versions.pieces(version, bytes.from(), bytes.count()), key);
        return new Streamed<>(answer.head(), answer.status(), content);
    }

    @AuthorizedInCode(
            actions = {"s3:GetObject", "s3:GetObjectVersion"},
            because = "the object's tags are condition keys, and a version has an action of its own")
    Streamed<HeadObjectResponse> headObject(Call call, HeadObjectRequest request) {
        GetObjectRequest.Builder get = GetObjectRequest.builder();
        ModelMembers.copy(request, get);
        GetObjectRequest same = get.build();
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version = find(call, bucket, same);
        CustomerKey customer = CustomerKey.of(same);
        encryptions.requireKey(version.keeping().encryption(), customer);
        ObjectAnswer answer =
                ObjectAnswer.to(same, bucket, version, versions, shown -> show(call, bucket, version, customer, shown));
        HeadObjectResponse.Builder head = HeadObjectResponse.builder();
        ModelMembers.copy(answer.head(), head);
        return new Streamed<>(head.build(), answer.status(), NOTHING);
    }

    private ObjectVersion find(Call call, Bucket bucket, GetObjectRequest request) {
        ObjectVersion version =
                reader.require(call, bucket, request.key(), request.versionId(), "s3:GetObject", "s3:GetObjectVersion");
        String method = call.head().first("x-amz-server-side-encryption");
        if (method != null) {
            throw S3Error.INVALID_ARGUMENT
                    .of("x-amz-server-side-encryption header is not supported for this operation.")
                    .with("ArgumentName", "x-amz-server-side-encryption")
                    .with("ArgumentValue", method);
        }
        if (call.principal() instanceof Principal.Anonymous && overridesHeaders(request)) {
            throw S3Error.INVALID_REQUEST.of(
                    "Request specific response headers cannot be used for anonymous GET requests.");
        }
        return version;
    }

    /** How the object is kept; of locks, what the caller may know. */
    private void show(
            Call call,
            Bucket bucket,
            ObjectVersion version,
            @Nullable CustomerKey customer,
            GetObjectResponse.Builder head) {
        Keeping keeping = version.keeping();
        Encryptions.show(head, keeping.encryption(), customer);
        head.storageClass(keeping.storageClass().shown());
        if (version.restore() != null) {
            head.restore(version.restore().header(call.time()));
        }
        if (version.latest()) {
            head.expiration(
                    expirations.header(bucket, version.key(), version.size(), version.tags(), version.modified()));
        }
        ObjectLock lock = keeping.lock();
        if (lock.mode() != null && call.allows("s3:GetObjectRetention", bucket.arn(version.key()))) {
            head.objectLockMode(lock.mode().name()).objectLockRetainUntilDate(lock.until());
        }
        if (lock.legalHold() != null && call.allows("s3:GetObjectLegalHold", bucket.arn(version.key()))) {
            head.objectLockLegalHoldStatus(lock.legalHold() ? "ON" : "OFF");
        }
    }

    private static boolean overridesHeaders(GetObjectRequest request) {
        return !ModelMembers.strings(request, ObjectAnswer.OVERRIDES).isEmpty();
    }
}
