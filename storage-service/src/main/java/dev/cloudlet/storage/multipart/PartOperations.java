package dev.cloudlet.storage.multipart;

import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.checksum.ChecksumMembers;
import dev.cloudlet.storage.encryption.CustomerKey;
import dev.cloudlet.storage.encryption.Encryptions;
import dev.cloudlet.storage.facility.Blobs;
import dev.cloudlet.storage.facility.StagedBlob;
import dev.cloudlet.storage.facility.Storing;
import dev.cloudlet.storage.keeping.Keeping;
import dev.cloudlet.storage.object.BodyIntake;
import dev.cloudlet.storage.object.CopySource;
import dev.cloudlet.storage.object.CopySource.Source;
import dev.cloudlet.storage.object.ObjectCopier;
import dev.cloudlet.storage.object.ObjectCopier.Keys;
import dev.cloudlet.storage.object.ObjectPermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Parts of uploads arrive, or are copied from objects. */
@AwsOperations
class PartOperations {
    private final Buckets buckets;
    private final Uploads uploads;
    private final BodyIntake bodies;
    private final CopySource sources;
    private final ObjectCopier copier;
    private final Blobs blobs;
    private final Encryptions encryptions;
    private final TransactionTemplate transaction;

    PartOperations(
            Buckets buckets,
            Uploads uploads,
            BodyIntake bodies,
            CopySource sources,
            ObjectCopier copier,
            Blobs blobs,
            Encryptions encryptions,
            TransactionTemplate transaction) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.bodies = bodies;
        this.sources = sources;
        this.copier = copier;
        this.blobs = blobs;
        this.encryptions = encryptions;
        this.transaction = transaction;
    }

    @AuthorizedInCode(
            actions = "s3:PutObject",
            because = "it runs outside of a transaction, after the bucket was found")
    UploadPartResponse uploadPart(Call call, UploadPartRequest request, RequestBody body) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        call.authorize("s3:PutObject", bucket.arn(request.key()));
        int number = PartNumber.checked(request.partNumber());
        Upload upload = require(bucket, request.key(), request.uploadId());
        Keeping keeping = upload.attributes().keeping();
        CustomerKey customer = CustomerKey.of(request);
        Storing storing = storing(call, bucket, keeping, customer);
        try (var received = bodies.receivePart(call.head(), body, upload.algorithm(), upload.chosen(), storing)) {
            var digests = received.digests();
            String etag = Encryptions.etag(keeping.encryption(), storing.key(), digests.etag());
            keep(
                    bucket,
                    upload,
                    received.blob(),
                    new UploadedPart(
                            number,
                            received.blob().size(),
                            etag,
                            digests.checksum().value(),
                            S3Time.seconds(call.time()),
                            received.blob().id()));
            UploadPartResponse.Builder answer = UploadPartResponse.builder().eTag('"' + etag + '"');
            Encryptions.show(answer, keeping.encryption(), customer);
            ChecksumMembers.set(answer, digests.sent());
            return answer.build();
        }
    }

    @AuthorizedInCode(
            actions = {"s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"},
            because = "it reads one object and writes another")
    UploadPartCopyResponse uploadPartCopy(Call call, UploadPartCopyRequest request, RequestBody none) {
        Bucket bucket = buckets.require(call, request.destinationBucket(), request.expectedBucketOwner());
        Source source = sources.require(call, request);
        String key = request.destinationKey();
        ObjectPermissions.requirePut(call, bucket, key, request, Map.of());
        int number = PartNumber.checked(request.partNumber());
        Upload upload = require(bucket, key, request.uploadId());
        CopyRange range =
                CopyRange.of(request.copySourceRange(), source.version().size());
        Keeping keeping = upload.attributes().keeping();
        CustomerKey customer = CustomerKey.of(request);
        Keys keys = new Keys(source.key(), storing(call, bucket, keeping, customer), keeping.encryption());
        try (var copy = copier.copy(source.version(), range.from(), range.count(), upload.algorithm(), keys)) {
            var now = S3Time.seconds(call.time());
            keep(
                    bucket,
                    upload,
                    copy.blob(),
                    new UploadedPart(
                            number,
                            copy.blob().size(),
                            copy.etag(),
                            copy.checksum().value(),
                            now,
                            copy.blob().id()));
            CopyPartResult.Builder result =
                    CopyPartResult.builder().eTag('"' + copy.etag() + '"').lastModified(now);
            ChecksumMembers.set(result, copy.checksum());
            UploadPartCopyResponse.Builder answer = UploadPartCopyResponse.builder()
                    .copyPartResult(result.build())
                    .copySourceVersionId(source.versionId());
            Encryptions.show(answer, keeping.encryption(), customer);
            return answer.build();
        }
    }

    private Storing storing(Call call, Bucket bucket, Keeping keeping, @Nullable CustomerKey customer) {
        return new Storing(
                encryptions.forPart(call, bucket, keeping.encryption(), customer),
                keeping.storageClass().copies());
    }

    private Upload require(Bucket bucket, String key, String id) {
        return uploads.find(bucket, key, id).orElseThrow(() -> gone(id));
    }

    private void keep(Bucket bucket, Upload upload, StagedBlob blob, UploadedPart part) {
        transaction.executeWithoutResult(status -> {
            // Since it was found the upload may have been completed or aborted.
            Upload still = uploads.hold(bucket, upload.key(), upload.id()).orElseThrow(() -> gone(upload.id()));
            blobs.keep(blob);
            uploads.put(still, part);
        });
    }

    private static AwsException gone(String id) {
        return S3Error.NO_SUCH_UPLOAD.error().with("UploadId", id);
    }
}
