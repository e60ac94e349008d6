package dev.cloudlet.storage.multipart;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.object.Keepings;
import dev.cloudlet.storage.object.ObjectAttributes;
import dev.cloudlet.storage.object.ObjectFeatures;
import dev.cloudlet.storage.object.ObjectKey;
import dev.cloudlet.storage.object.ObjectPermissions;
import dev.cloudlet.storage.object.VersionIds;
import dev.cloudlet.storage.ownership.NewLists;
import java.util.List;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;

/** Uploads are begun and given up. */
@AwsOperations
class UploadOperations {
    private final Buckets buckets;
    private final Uploads uploads;
    private final NewLists lists;
    private final Keepings keepings;

    UploadOperations(Buckets buckets, Uploads uploads, NewLists lists, Keepings keepings) {
        this.lists = lists;
        this.buckets = buckets;
        this.uploads = uploads;
        this.keepings = keepings;
    }

    @AuthorizedInCode(
            actions = {"s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectTagging"},
            because = "setting tags or an access control list along the way takes permissions of their own")
    CreateMultipartUploadResponse createMultipartUpload(Call call, CreateMultipartUploadRequest request) {
        Bucket known = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectPermissions.requirePut(call, known, request.key(), request, ObjectAttributes.tags(request));
        Keepings.Wanted wanted = keepings.wanted(call, known, request);
        ObjectAttributes attributes =
                ObjectAttributes.of(request, lists.ofObject(call, known, request.key(), request), wanted.keeping());
        ObjectFeatures.check(request);
        UploadChecksum checksum =
                UploadChecksum.of(request.checksumAlgorithmAsString(), request.checksumTypeAsString());
        Bucket bucket = buckets.hold(known);
        long place = uploads.nextPlace();
        Upload upload = new Upload(
                place,
                VersionIds.ofUpload(place),
                ObjectKey.checked(request.key()),
                call.principal().arn(),
                S3Time.seconds(call.time()),
                checksum.algorithm(),
                checksum.type(),
                checksum.chosen(),
                attributes);
        uploads.begin(bucket, upload);
        CreateMultipartUploadResponse.Builder answer = CreateMultipartUploadResponse.builder()
                .bucket(bucket.name())
                .key(upload.key())
                .uploadId(upload.id())
                .checksumAlgorithm(checksum.chosen() ? checksum.algorithm().wireName() : null)
                .checksumType(checksum.chosen() ? checksum.type().name() : null);
        wanted.show(answer);
        return answer.build();
    }

    @Authorize(action = "s3:AbortMultipartUpload", resource = "arn:aws:s3:::{Bucket}/{Key}")
    AbortMultipartUploadResponse abortMultipartUpload(Call call, AbortMultipartUploadRequest request) {
        Bucket bucket = buckets.hold(buckets.require(call, request.bucket(), request.expectedBucketOwner()));
        Upload upload = uploads.own(bucket, request.key(), request.uploadId())
                .orElseThrow(() -> S3Error.NO_SUCH_UPLOAD.error().with("UploadId", request.uploadId()));
        List<UploadedPart> parts = uploads.parts(upload, 0, PartNumber.MOST);
        uploads.end(upload, parts.stream().map(UploadedPart::blob).toList());
        return AbortMultipartUploadResponse.builder().build();
    }
}
