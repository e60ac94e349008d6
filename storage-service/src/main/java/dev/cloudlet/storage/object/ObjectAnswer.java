package dev.cloudlet.storage.object;

import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.checksum.ChecksumMembers;
import dev.cloudlet.storage.object.ObjectVersions.StoredPart;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The head of the answer to a GET or HEAD of an object, and which of its bytes follow.
 *
 * @param status 200, 206 for a range or part, 304
 */
record ObjectAnswer(int status, GetObjectResponse head, ByteRange bytes) {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    /** Members of the request, each named as that of the answer which it overrides, after "Response". */
    static final List<String> OVERRIDES = List.of(
            "ResponseCacheControl",
            "ResponseContentDisposition",
            "ResponseContentEncoding",
            "ResponseContentLanguage",
            "ResponseContentType",
            "ResponseExpires");

    /**
     * What to answer. HeadObject's request is given as one of GetObject, whose members it shares.
     *
     * @param keeping adds how the object is kept
     */
    static ObjectAnswer to(
            GetObjectRequest request,
            Bucket bucket,
            ObjectVersion version,
            ObjectVersions versions,
            Consumer<GetObjectResponse.Builder> keeping) {
        ReadCondition condition = new ReadCondition(
                request.ifMatch(), request.ifNoneMatch(), request.ifModifiedSince(), request.ifUnmodifiedSince());
        if (condition.isUnchanged(version)) {
            return new ObjectAnswer(NOT_MODIFIED, unchanged(bucket, version), new ByteRange(0, 0));
        }
        GetObjectResponse.Builder head = head(bucket, version);
        keeping.accept(head);
        ModelMembers.strings(request, OVERRIDES)
                .forEach((member, value) -> header(head, member.substring("Response".length()), value));
        boolean checksums = "ENABLED".equals(request.checksumModeAsString());
        if (request.partNumber() != null) {
            return part(request.partNumber(), request.range(), head, version, versions, checksums);
        }
        ByteRange range = ByteRange.of(request.range(), version.size());
        if (range != null) {
            return new ObjectAnswer(PARTIAL, ranged(head, range, version), range);
        }
        if (checksums) {
            ChecksumMembers.set(head, version.checksum());
        }
        return new ObjectAnswer(OK, head.contentLength(version.size()).build(), new ByteRange(0, version.size()));
    }

    private static ObjectAnswer part(
            int number,
            @Nullable String range,
            GetObjectResponse.Builder head,
            ObjectVersion version,
            ObjectVersions versions,
            boolean checksums) {
        if (range != null) {
            throw S3Error.INVALID_REQUEST.of("Cannot specify both Range header and partNumber query parameter");
        }
        if (version.parts() == 0 && number == 1) {
            if (checksums) {
                ChecksumMembers.set(head, version.checksum());
            }
            // An empty object has no range of bytes to show.
            ByteRange whole = new ByteRange(0, version.size());
            return version.size() == 0
                    ? new ObjectAnswer(OK, head.contentLength(0L).build(), whole)
                    : new ObjectAnswer(PARTIAL, ranged(head, whole, version), whole);
        }
        StoredPart part = versions.part(version, number).orElseThrow(() -> S3Error.INVALID_PART_NUMBER
                .error()
                .with("PartNumberRequested", Integer.toString(number))
                .with("ActualPartCount", Integer.toString(Math.max(1, version.parts()))));
        head.partsCount(version.parts());
        if (checksums && version.checksum() != null && part.checksum() != null) {
            ChecksumMembers.set(head, version.checksum().algorithm(), part.checksum());
            head.checksumType(version.checksum().type().name());
        }
        ByteRange bytes = new ByteRange(part.start(), part.size());
        return new ObjectAnswer(PARTIAL, ranged(head, bytes, version), bytes);
    }

    private static GetObjectResponse ranged(GetObjectResponse.Builder head, ByteRange range, ObjectVersion version) {
        return head.contentRange(range.contentRange(version.size()))
                .contentLength(range.count())
                .build();
    }

    private static GetObjectResponse unchanged(Bucket bucket, ObjectVersion version) {
        return GetObjectResponse.builder()
                .eTag(version.quotedEtag())
                .lastModified(version.modified())
                .versionId(bucket.namesVersions() ? version.id() : null)
                .build();
    }

    private static GetObjectResponse.Builder head(Bucket bucket, ObjectVersion version) {
        GetObjectResponse.Builder head = GetObjectResponse.builder()
                .acceptRanges("bytes")
                .eTag(version.quotedEtag())
                .lastModified(version.modified())
                .versionId(bucket.namesVersions() ? version.id() : null)
                .tagCount(version.tags().isEmpty() ? null : version.tags().size())
                .metadata(version.metadata());
        version.headers().forEach((member, value) -> header(head, member, value));
        return head;
    }

    /** Expires is a time to the SDK, but any text to S3. */
    private static void header(GetObjectResponse.Builder head, String member, String value) {
        if (member.equals("Expires")) {
            head.expiresString(value);
        } else {
            ModelMembers.set(head, member, value);
        }
    }
}
