package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ObjectTest extends StorageTest {

    @Test
    void anObjectComesBackWithWhatWasSaidAboutIt() {
        s3.putObject(
                b -> b.bucket(bucket)
                        .key("greeting")
                        .contentType("text/plain")
                        .cacheControl("max-age=60")
                        .metadata(Map.of("Author", "me")),
                RequestBody.fromString("hello"));

        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(b -> b.bucket(bucket).key("greeting"));

        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(got.response().contentType()).isEqualTo("text/plain");
        assertThat(got.response().cacheControl()).isEqualTo("max-age=60");
        assertThat(got.response().metadata()).containsExactly(Map.entry("author", "me"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/../b",
                "..",
                ".",
                "x//y",
                "/leading",
                "trailing/",
                "p%20q",
                "p+q",
                "sp ace",
                "ünï/çødé",
                "☃",
                "𝄞",
                "q?x=1",
                "h#f",
                "a&b=c",
                "quo'te\"<>&",
                "back\\slash",
                "~*;:@$,!()",
                "../../../../etc/passwd"
            })
    void anyKeyIsAKey(String key) {
        put(key, "of " + key);

        assertThat(get(key)).isEqualTo("of " + key);
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket)).contents())
                .singleElement()
                .satisfies(listed -> assertThat(listed.key()).isEqualTo(key));
        s3.copyObject(b ->
                b.sourceBucket(bucket).sourceKey(key).destinationBucket(bucket).destinationKey("copy"));
        assertThat(get("copy")).isEqualTo("of " + key);
    }

    @Test
    void keysHaveUpTo1024Bytes() {
        put("☃".repeat(341) + "k", "fits");

        refused(400, "KeyTooLongError", () -> put("☃".repeat(341) + "kk", "does not"));
    }

    @Test
    void rangesAreServed() {
        put("digits", "0123456789");

        assertThat(range("bytes=2-4")).isEqualTo("234");
        assertThat(range("bytes=7-")).isEqualTo("789");
        assertThat(range("bytes=-3")).isEqualTo("789");
        assertThat(range("bytes=8-1000")).isEqualTo("89");
        assertThat(range("lines=1-2")).isEqualTo("0123456789");
        refused(416, "InvalidRange", () -> range("bytes=10-"));
        HeadObjectResponse head =
                s3.headObject(b -> b.bucket(bucket).key("digits").range("bytes=2-4"));
        assertThat(head.contentLength()).isEqualTo(3);
        assertThat(head.contentRange()).isEqualTo("bytes 2-4/10");
    }

    @Test
    void readingMayDependOnWhatIsThere() {
        put("key", "text");
        String etag = s3.headObject(b -> b.bucket(bucket).key("key")).eTag();

        assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("key").ifMatch(etag))
                        .asUtf8String())
                .isEqualTo("text");
        refused(
                412,
                "PreconditionFailed",
                () -> s3.getObjectAsBytes(b -> b.bucket(bucket).key("key").ifMatch("\"other\"")));
        assertThat(catchStatus(() ->
                        s3.getObjectAsBytes(b -> b.bucket(bucket).key("key").ifNoneMatch(etag))))
                .isEqualTo(304);
    }

    @Test
    void writingMayDependOnWhatIsThere() {
        s3.putObject(b -> b.bucket(bucket).key("key").ifNoneMatch("*"), RequestBody.fromString("first"));
        String etag = s3.headObject(b -> b.bucket(bucket).key("key")).eTag();

        refused(
                412,
                "PreconditionFailed",
                () -> s3.putObject(
                        b -> b.bucket(bucket).key("key").ifNoneMatch("*"), RequestBody.fromString("second")));
        s3.putObject(b -> b.bucket(bucket).key("key").ifMatch(etag), RequestBody.fromString("third"));
        refused(
                412,
                "PreconditionFailed",
                () -> s3.putObject(b -> b.bucket(bucket).key("key").ifMatch(etag), RequestBody.fromString("fourth")));
        assertThat(get("key")).isEqualTo("third");
    }

    @Test
    void bytesThatAreNotThosePromisedAreRefused() {
        refused(
                400,
                "BadDigest",
                () -> s3.putObject(
                        b -> b.bucket(bucket).key("key").contentMD5("XUFAKrxLKna5cZ2REBfFkg=="),
                        RequestBody.fromString("jello")));
        refused(
                400,
                "InvalidDigest",
                () -> s3.putObject(
                        b -> b.bucket(bucket).key("key").contentMD5("short"), RequestBody.fromString("hello")));
        refused(
                400,
                "BadDigest",
                () -> s3.putObject(
                        b -> b.bucket(bucket).key("key").checksumCRC32("NhCmhg=="), RequestBody.fromString("jello")));
        refused(
                400,
                "InvalidRequest",
                () -> s3.putObject(
                        b -> b.bucket(bucket).key("key").checksumSHA256("NhCmhg=="), RequestBody.fromString("hello")));
        refused(404, "NoSuchKey", () -> get("key"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void checksumsAreKept(ChecksumAlgorithm algorithm) {
        PutObjectResponse put = s3.putObject(
                b -> b.bucket(bucket).key("key").checksumAlgorithm(algorithm),
                RequestBody.fromString("check me ".repeat(10_000)));

        // The SDK compares what arrives with the checksum in the answer.
        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(b -> b.bucket(bucket).key("key").checksumMode(ChecksumMode.ENABLED));

        assertThat(got.asUtf8String()).hasSize(90_000);
        assertThat(got.response().checksumCRC32()).isEqualTo(put.checksumCRC32());
        assertThat(got.response().checksumCRC32C()).isEqualTo(put.checksumCRC32C());
        assertThat(got.response().checksumSHA1()).isEqualTo(put.checksumSHA1());
        assertThat(got.response().checksumSHA256()).isEqualTo(put.checksumSHA256());
    }

    @Test
    void aCopyTakesItsMetadataAlongOrGetsNew() {
        s3.putObject(b -> b.bucket(bucket).key("from").metadata(Map.of("a", "1")), RequestBody.fromString("text"));

        s3.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("from")
                .destinationBucket(bucket)
                .destinationKey("same"));
        s3.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("from")
                .destinationBucket(bucket)
                .destinationKey("other")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2")));

        assertThat(s3.headObject(b -> b.bucket(bucket).key("same")).metadata()).containsExactly(Map.entry("a", "1"));
        assertThat(s3.headObject(b -> b.bucket(bucket).key("other")).metadata()).containsExactly(Map.entry("b", "2"));
        assertThat(get("other")).isEqualTo("text");
        refused(
                400,
                "InvalidRequest",
                () -> s3.copyObject(b -> b.sourceBucket(bucket)
                        .sourceKey("from")
                        .destinationBucket(bucket)
                        .destinationKey("from")));
        refused(
                412,
                "PreconditionFailed",
                () -> s3.copyObject(b -> b.sourceBucket(bucket)
                        .sourceKey("from")
                        .destinationBucket(bucket)
                        .destinationKey("never")
                        .copySourceIfMatch("\"other\"")));
    }

    @Test
    void manyObjectsAreDeletedAtOnce() {
        put("a", "");
        put("b", "");
        Delete delete = Delete.builder()
                .objects(
                        ObjectIdentifier.builder().key("a").build(),
                        ObjectIdentifier.builder().key("b").build(),
                        ObjectIdentifier.builder().key("never there").build())
                .build();

        var deleted = s3.deleteObjects(b -> b.bucket(bucket).delete(delete));

        assertThat(deleted.deleted()).extracting("key").containsExactly("a", "b", "never there");
        assertThat(deleted.errors()).isEmpty();
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket)).contents()).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        refused(404, "NoSuchKey", () -> get("nothing"));
        refused(404, "NoSuchBucket", () -> s3.listObjectsV2(b -> b.bucket(bucket + "-nothing")));
        refused(
                501,
                "NotImplemented",
                () -> s3.putObject(
                        b -> b.bucket(bucket).key("secret").serverSideEncryption("aws:kms:dsse"),
                        RequestBody.fromBytes("secret".getBytes(StandardCharsets.UTF_8))));
    }

    private String range(String range) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket).key("digits").range(range))
                .asUtf8String();
    }

    private static int catchStatus(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }
}
