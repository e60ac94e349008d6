package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

class MultipartTest extends StorageTest {
    private static final int FIVE_MIB = 5 << 20;

    @Test
    void partsBecomeOneObject() {
        String upload = begin();
        List<CompletedPart> parts = List.of(part(upload, 1, filled('a', FIVE_MIB)), part(upload, 7, filled('b', 3)));

        CompleteMultipartUploadResponse completed = complete(upload, parts);

        assertThat(completed.eTag()).endsWith("-2\"");
        assertThat(s3.headObject(b -> b.bucket(bucket).key("key")).contentLength())
                .isEqualTo(FIVE_MIB + 3);
        ResponseBytes<GetObjectResponse> seam = s3.getObjectAsBytes(
                b -> b.bucket(bucket).key("key").range("bytes=" + (FIVE_MIB - 2) + "-" + (FIVE_MIB + 1)));
        assertThat(seam.asUtf8String()).isEqualTo("aabb");
        ResponseBytes<GetObjectResponse> last =
                s3.getObjectAsBytes(b -> b.bucket(bucket).key("key").partNumber(7));
        assertThat(last.asUtf8String()).isEqualTo("bbb");
        assertThat(last.response().partsCount()).isEqualTo(2);
        refused(404, "NoSuchUpload", () -> complete(upload, parts));
    }

    @Test
    void partsMustBeThereInOrderAndLargeEnough() {
        String upload = begin();
        CompletedPart one = part(upload, 1, filled('a', 10));
        CompletedPart two = part(upload, 2, filled('b', 10));

        refused(400, "InvalidPartOrder", () -> complete(upload, List.of(two, one)));
        refused(
                400,
                "InvalidPart",
                () -> complete(
                        upload,
                        List.of(one.toBuilder()
                                .eTag("\"" + "0".repeat(32) + "\"")
                                .build())));
        refused(
                400,
                "InvalidPart",
                () -> complete(upload, List.of(one.toBuilder().partNumber(3).build())));
        refused(400, "EntityTooSmall", () -> complete(upload, List.of(one, two)));
        refused(400, "InvalidArgument", () -> part(upload, 10_001, filled('c', 1)));
        complete(upload, List.of(two));
        assertThat(get("key")).isEqualTo("bbbbbbbbbb");
    }

    @Test
    void anAbortedUploadIsGone() {
        String upload = begin();
        part(upload, 1, filled('a', 10));
        assertThat(s3.listMultipartUploads(b -> b.bucket(bucket)).uploads())
                .extracting("uploadId")
                .containsExactly(upload);
        assertThat(s3.listParts(b -> b.bucket(bucket).key("key").uploadId(upload))
                        .parts())
                .extracting("size")
                .containsExactly(10L);

        s3.abortMultipartUpload(b -> b.bucket(bucket).key("key").uploadId(upload));

        refused(404, "NoSuchUpload", () -> part(upload, 2, filled('b', 1)));
        assertThat(s3.listMultipartUploads(b -> b.bucket(bucket)).uploads()).isEmpty();
    }

    @Test
    void partsAreCopiedFromObjects() {
        put("source", "0123456789");
        String upload = begin();
        var copied = s3.uploadPartCopy(b -> b.sourceBucket(bucket)
                .sourceKey("source")
                .copySourceRange("bytes=2-5")
                .destinationBucket(bucket)
                .destinationKey("key")
                .uploadId(upload)
                .partNumber(1));

        complete(
                upload,
                List.of(CompletedPart.builder()
                        .partNumber(1)
                        .eTag(copied.copyPartResult().eTag())
                        .build()));

        assertThat(get("key")).isEqualTo("2345");
    }

    @Test
    void theChecksumsOfThePartsMakeThatOfTheObject() {
        String upload = s3.createMultipartUpload(
                        b -> b.bucket(bucket).key("key").checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number : new int[] {1, 2}) {
            UploadPartResponse uploaded = s3.uploadPart(
                    b -> b.bucket(bucket)
                            .key("key")
                            .uploadId(upload)
                            .partNumber(number)
                            .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                    RequestBody.fromBytes(filled('a', FIVE_MIB)));
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(uploaded.eTag())
                    .checksumSHA256(uploaded.checksumSHA256())
                    .build());
        }

        assertThat(complete(upload, parts).checksumSHA256()).endsWith("-2");
    }

    private String begin() {
        return s3.createMultipartUpload(b -> b.bucket(bucket).key("key")).uploadId();
    }

    private CompletedPart part(String upload, int number, byte[] bytes) {
        UploadPartResponse uploaded = s3.uploadPart(
                b -> b.bucket(bucket).key("key").uploadId(upload).partNumber(number), RequestBody.fromBytes(bytes));
        return CompletedPart.builder().partNumber(number).eTag(uploaded.eTag()).build();
    }

    private CompleteMultipartUploadResponse complete(String upload, List<CompletedPart> parts) {
        return s3.completeMultipartUpload(
                b -> b.bucket(bucket).key("key").uploadId(upload).multipartUpload(m -> m.parts(parts)));
    }

    private static byte[] filled(char with, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }
}
