package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.checksum.Checksum;
import dev.cloudlet.storage.checksum.ChecksumMembers;
import dev.cloudlet.storage.encryption.CustomerKey;
import dev.cloudlet.storage.encryption.Encryptions;
import dev.cloudlet.storage.object.ObjectVersions.StoredPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.ObjectPart;

/** What is known of an object, without its bytes. */
@AwsOperations
class AttributesOperations {
    private static final int MOST_PARTS = 1000;

    private final Buckets buckets;
    private final ObjectReader reader;
    private final ObjectVersions versions;
    private final Encryptions encryptions;

    AttributesOperations(Buckets buckets, ObjectReader reader, ObjectVersions versions, Encryptions encryptions) {
        this.buckets = buckets;
        this.reader = reader;
        this.versions = versions;
        this.encryptions = encryptions;
    }

    @AuthorizedInCode(
            actions = {"s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectAttributes", "s3:GetObjectVersionAttributes"
            },
            because = "the object's tags are condition keys, and a version has actions of its own")
    GetObjectAttributesResponse getObjectAttributes(Call call, GetObjectAttributesRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version =
                reader.require(call, bucket, request.key(), request.versionId(), "s3:GetObject", "s3:GetObjectVersion");
        call.authorize(
                request.versionId() == null ? "s3:GetObjectAttributes" : "s3:GetObjectVersionAttributes",
                bucket.arn(request.key()));
        encryptions.requireKey(version.keeping().encryption(), CustomerKey.of(request));
        GetObjectAttributesResponse.Builder answer = GetObjectAttributesResponse.builder()
                .lastModified(version.modified())
                .versionId(bucket.namesVersions() ? version.id() : null);
        for (String attribute : request.objectAttributesAsStrings()) {
            add(answer, attribute, request, version);
        }
        return answer.build();
    }

    private void add(
            GetObjectAttributesResponse.Builder answer,
            String attribute,
            GetObjectAttributesRequest request,
            ObjectVersion version) {
        switch (attribute) {
            case "ETag" -> answer.eTag(version.etag());
            case "ObjectSize" -> answer.objectSize(version.size());
            case "StorageClass" ->
                answer.storageClass(version.keeping().storageClass().name());
            case "Checksum" -> answer.checksum(checksum(version.checksum()));
            case "ObjectParts" -> {
                if (version.parts() > 0) {
                    answer.objectParts(parts(request, version));
                }
            }
            default ->
                throw S3Error.INVALID_ARGUMENT
                        .of("Invalid attribute name specified.")
                        .with("ArgumentName", "x-amz-object-attributes")
                        .with("ArgumentValue", attribute);
        }
    }

    private static software.amazon.awssdk.services.s3.model.@Nullable Checksum checksum(@Nullable Checksum checksum) {
        if (checksum == null) {
            return null;
        }
        var shown = software.amazon.awssdk.services.s3.model.Checksum.builder();
        ChecksumMembers.set(shown, checksum);
        return shown.build();
    }

    private GetObjectAttributesParts parts(GetObjectAttributesRequest request, ObjectVersion version) {
        int most = request.maxParts() == null ? MOST_PARTS : Math.clamp(request.maxParts(), 0, MOST_PARTS);
        int after = request.partNumberMarker() == null ? 0 : request.partNumberMarker();
        List<StoredPart> found = versions.parts(version, after, most + 1);
        boolean more = found.size() > most;
        List<ObjectPart> shown = new ArrayList<>();
        for (StoredPart part : more ? found.subList(0, most) : found) {
            ObjectPart.Builder each =
                    ObjectPart.builder().partNumber(part.number()).size(part.size());
            if (version.checksum() != null && part.checksum() != null) {
                ChecksumMembers.set(each, version.checksum().algorithm(), part.checksum());
            }
            shown.add(each.build());
        }
        return GetObjectAttributesParts.builder()
                .totalPartsCount(version.parts())
                .partNumberMarker(after)
                .nextPartNumberMarker(shown.isEmpty() ? after : shown.getLast().partNumber())
                .maxParts(most)
                .isTruncated(more)
                .parts(shown)
                .build();
    }
}
