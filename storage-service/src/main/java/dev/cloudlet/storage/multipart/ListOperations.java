package dev.cloudlet.storage.multipart;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.bucket.Owners;
import dev.cloudlet.storage.checksum.ChecksumMembers;
import dev.cloudlet.storage.listing.CommonPrefixes;
import dev.cloudlet.storage.listing.EncodingTypes;
import dev.cloudlet.storage.listing.KeyRange;
import dev.cloudlet.storage.listing.Page;
import dev.cloudlet.storage.listing.Page.Last;
import dev.cloudlet.storage.listing.Start;
import dev.cloudlet.storage.object.VersionIds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** Uploads and their parts are listed. */
@AwsOperations
class ListOperations {
    private final Buckets buckets;
    private final Uploads uploads;
    private final Owners owners;

    ListOperations(Buckets buckets, Uploads uploads, Owners owners) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.owners = owners;
    }

    @Authorize(action = "s3:ListMultipartUploadParts", resource = "arn:aws:s3:::{Bucket}/{Key}")
    ListPartsResponse listParts(Call call, ListPartsRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        Upload upload = uploads.find(bucket, request.key(), request.uploadId())
                .orElseThrow(() -> S3Error.NO_SUCH_UPLOAD.error().with("UploadId", request.uploadId()));
        int most = KeyRange.limit(request.maxParts(), "max-parts");
        int after = request.partNumberMarker() == null ? 0 : request.partNumberMarker();
        List<UploadedPart> found = uploads.parts(upload, after, most + 1);
        boolean more = found.size() > most;
        List<UploadedPart> shown = more ? found.subList(0, most) : found;
        return ListPartsResponse.builder()
                .bucket(bucket.name())
                .key(upload.key())
                .uploadId(upload.id())
                .partNumberMarker(after)
                .nextPartNumberMarker(shown.isEmpty() ? after : shown.getLast().number())
                .maxParts(most)
                .isTruncated(more)
                .parts(
                        shown.isEmpty()
                                ? null
                                : shown.stream().map(part -> part(upload, part)).toList())
                .initiator(owners.initiator(upload.initiator()))
                .owner(owners.of(upload.owner(bucket)))
                .storageClass(upload.attributes().keeping().storageClass().name())
                .checksumAlgorithm(upload.chosen() ? upload.algorithm().wireName() : null)
                .checksumType(upload.chosen() ? upload.type().name() : null)
                .build();
    }

    private static Part part(Upload upload, UploadedPart part) {
        Part.Builder shown = Part.builder()
                .partNumber(part.number())
                .size(part.size())
                .eTag('"' + part.etag() + '"')
                .lastModified(part.modified());
        ChecksumMembers.set(shown, upload.algorithm(), part.checksum());
        return shown.build();
    }

    @Authorize(action = "s3:ListBucketMultipartUploads", resource = "arn:aws:s3:::{Bucket}")
    ListMultipartUploadsResponse listMultipartUploads(Call call, ListMultipartUploadsRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        EncodingTypes.check(request.encodingTypeAsString());
        KeyRange keys = KeyRange.of(request.prefix(), request.delimiter());
        int most = KeyRange.limit(request.maxUploads(), "max-uploads");
        Page<Upload> page = uploads.page(bucket, keys, start(request, keys), most);
        ListMultipartUploadsResponse.Builder answer = ListMultipartUploadsResponse.builder()
                .bucket(bucket.name())
                .prefix(keys.prefix())
                .delimiter(keys.delimiter())
                .encodingType(request.encodingTypeAsString())
                .keyMarker(request.keyMarker() == null ? "" : request.keyMarker())
                .uploadIdMarker(request.uploadIdMarker() == null ? "" : request.uploadIdMarker())
                .maxUploads(most)
                .isTruncated(page.truncated())
                .uploads(uploads(bucket, page.rows()))
                .commonPrefixes(CommonPrefixes.of(page.groups()));
        switch (page.last()) {
            case null -> {}
            case Last.Row<Upload>(var upload) ->
                answer.nextKeyMarker(upload.key()).nextUploadIdMarker(upload.id());
            case Last.Group<Upload>(var prefix) -> answer.nextKeyMarker(prefix);
        }
        return answer.build();
    }

    /** An upload id without a key is ignored, as S3 says. */
    private static Start start(ListMultipartUploadsRequest request, KeyRange keys) {
        String key = request.keyMarker();
        String id = request.uploadIdMarker();
        if (key == null || key.isEmpty() || id == null || id.isEmpty()) {
            return Start.after(key, keys);
        }
        return VersionIds.place(id)
                .map(place -> Start.within(key, place, keys))
                .orElseGet(() -> Start.after(key, keys));
    }

    private @Nullable List<MultipartUpload> uploads(Bucket bucket, List<Upload> rows) {
        if (rows.isEmpty()) {
            return null;
        }
        return rows.stream()
                .map(upload -> MultipartUpload.builder()
                        .key(upload.key())
                        .uploadId(upload.id())
                        .initiated(upload.initiated())
                        .initiator(owners.initiator(upload.initiator()))
                        .owner(owners.of(upload.owner(bucket)))
                        .storageClass(
                                upload.attributes().keeping().storageClass().name())
                        .checksumAlgorithm(upload.chosen() ? upload.algorithm().wireName() : null)
                        .checksumType(upload.chosen() ? upload.type().name() : null)
                        .build())
                .toList();
    }
}
