package dev.cloudlet.storage.multipart;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.checksum.Checksum;
import dev.cloudlet.storage.checksum.ChecksumMembers;
import dev.cloudlet.storage.checksum.ExpectedDigests;
import dev.cloudlet.storage.checksum.RunningDigest;
import dev.cloudlet.storage.object.ETags;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * What the parts that a client lists make together.
 *
 * @param etag without quotes: the MD5 of the MD5s, and the number of parts
 */
record Completion(List<UploadedPart> parts, long size, String etag, Checksum checksum) {
    private static final long LEAST_BYTES = 5L << 20;
    private static final long MOST_BYTES = 5L << 40;

    /**
     * Checks the list against what was uploaded.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">Special errors</a>
     */
    static Completion of(Upload upload, Map<Integer, UploadedPart> uploaded, CompleteMultipartUploadRequest request) {
        List<CompletedPart> listed = listed(request);
        List<UploadedPart> parts = new ArrayList<>();
        for (CompletedPart each : listed) {
            parts.add(matching(upload, uploaded, each));
        }
        checkSizes(parts);
        long size = parts.stream().mapToLong(UploadedPart::size).sum();
        Checksum checksum = Checksum.of(
                upload.algorithm(),
                upload.type(),
                parts.stream()
                        .map(part -> new Checksum.Piece(part.size(), part.checksum()))
                        .toList());
        checkExpectations(request, upload, checksum, size);
        return new Completion(parts, size, etag(parts), checksum);
    }

    private static List<CompletedPart> listed(CompleteMultipartUploadRequest request) {
        if (request.multipartUpload() == null
                || request.multipartUpload().parts().isEmpty()) {
            throw S3Error.MALFORMED_XML.error();
        }
        List<CompletedPart> listed = request.multipartUpload().parts();
        int before = 0;
        for (CompletedPart each : listed) {
            if (each.partNumber() == null || each.eTag() == null) {
                throw S3Error.MALFORMED_XML.error();
            }
            PartNumber.checked(each.partNumber());
            if (each.partNumber() <= before) {
                throw S3Error.INVALID_PART_ORDER.error().with("UploadId", request.uploadId());
            }
            before = each.partNumber();
        }
        return listed;
    }

    private static UploadedPart matching(Upload upload, Map<Integer, UploadedPart> uploaded, CompletedPart listed) {
        UploadedPart part = uploaded.get(listed.partNumber());
        if (part == null || !ETags.unquoted(listed.eTag()).equals(part.etag())) {
            throw invalid(upload, listed);
        }
        String checksum = ChecksumMembers.value(listed, upload.algorithm());
        if (checksum != null && !checksum.equals(part.checksum())) {
            throw invalid(upload, listed);
        }
        if (checksum == null && upload.chosen() && upload.type() == Checksum.Type.COMPOSITE) {
            throw S3Error.INVALID_REQUEST.of(
                    "The upload was created using a %s checksum. The complete request must include the checksum for each"
                            + " part. It was missing for part %d in the request.",
                    upload.algorithm().wireName().toLowerCase(Locale.ROOT), listed.partNumber());
        }
        return part;
    }

    private static AwsException invalid(Upload upload, CompletedPart listed) {
        return S3Error.INVALID_PART
                .error()
                .with("UploadId", upload.id())
                .with("PartNumber", listed.partNumber().toString())
                .with("ETag", ETags.unquoted(listed.eTag()));
    }

    private static void checkSizes(List<UploadedPart> parts) {
        for (UploadedPart part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < LEAST_BYTES) {
                throw S3Error.ENTITY_TOO_SMALL
                        .error()
                        .with("ProposedSize", Long.toString(part.size()))
                        .with("MinSizeAllowed", Long.toString(LEAST_BYTES))
                        .with("PartNumber", Integer.toString(part.number()))
                        .with("ETag", part.etag());
            }
        }
    }

    private static void checkExpectations(
            CompleteMultipartUploadRequest request, Upload upload, Checksum checksum, long size) {
        if (size > MOST_BYTES) {
            throw S3Error.ENTITY_TOO_LARGE
                    .error()
                    .with("ProposedSize", Long.toString(size))
                    .with("MaxSizeAllowed", Long.toString(MOST_BYTES));
        }
        Long declared = request.mpuObjectSize();
        if (declared != null && declared != size) {
            throw S3Error.INVALID_REQUEST.of(
                    "The provided 'x-amz-mp-object-size' header value %d does not match what was computed: %d",
                    declared, size);
        }
        String type = request.checksumTypeAsString();
        if (type != null && !type.equals(upload.type().name())) {
            throw S3Error.INVALID_REQUEST.of(
                    "The upload was created using the %s checksum mode. The complete request must use the same checksum"
                            + " mode.",
                    upload.type());
        }
        for (Algorithm algorithm : Algorithm.values()) {
            String expected = ChecksumMembers.value(request, algorithm);
            if (expected != null && (algorithm != upload.algorithm() || !expected.equals(checksum.value()))) {
                throw ExpectedDigests.mismatch(algorithm);
            }
        }
    }

    private static String etag(List<UploadedPart> parts) {
        RunningDigest md5 = Algorithm.md5();
        for (UploadedPart part : parts) {
            byte[] each = HexFormat.of().parseHex(part.etag());
            md5.update(each, 0, each.length);
        }
        return HexFormat.of().formatHex(md5.value()) + "-" + parts.size();
    }
}
