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
import dev.cloudlet.storage.facility.Blobs;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Objects are read. */
@AwsOperations
class GetOperations {
    private static final Content NOTHING = new Content.Bytes(new byte[0]);

    private final Buckets buckets;
    private final ObjectReader reader;
    private final ObjectVersions versions;
    private final Blobs blobs;

    GetOperations(Buckets buckets, ObjectReader reader, ObjectVersions versions, Blobs blobs) {
        this.buckets = buckets;
        this.reader = reader;
        this.versions = versions;
        this.blobs = blobs;
    }

    @AuthorizedInCode(
            actions = {"s3:GetObject", "s3:GetObjectVersion"},
            because = "the object's tags are condition keys, and a version has an action of its own")
    Streamed<GetObjectResponse> getObject(Call call, GetObjectRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version = find(call, bucket, request);
        ObjectAnswer answer = ObjectAnswer.to(request, bucket, version, versions);
        ByteRange bytes = answer.bytes();
        Content content =
                bytes.count() == 0 ? NOTHING : blobs.content(versions.pieces(version, bytes.from(), bytes.count()));
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
        ObjectAnswer answer = ObjectAnswer.to(same, bucket, find(call, bucket, same), versions);
        HeadObjectResponse.Builder head = HeadObjectResponse.builder();
        ModelMembers.copy(answer.head(), head);
        return new Streamed<>(head.build(), answer.status(), NOTHING);
    }

    private ObjectVersion find(Call call, Bucket bucket, GetObjectRequest request) {
        ObjectVersion version =
                reader.require(call, bucket, request.key(), request.versionId(), "s3:GetObject", "s3:GetObjectVersion");
        if (request.sseCustomerAlgorithm() != null) {
            throw S3Error.INVALID_REQUEST.of("The encryption parameters are not applicable to this object.");
        }
        if (call.principal() instanceof Principal.Anonymous && overridesHeaders(request)) {
            throw S3Error.INVALID_REQUEST.of(
                    "Request specific response headers cannot be used for anonymous GET requests.");
        }
        return version;
    }

    private static boolean overridesHeaders(GetObjectRequest request) {
        return !ModelMembers.strings(request, ObjectAnswer.OVERRIDES).isEmpty();
    }
}
