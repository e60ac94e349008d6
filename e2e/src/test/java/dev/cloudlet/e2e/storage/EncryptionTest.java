package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

class EncryptionTest extends StorageTest {
    private final Key key = Key.of(1);
    private final Key other = Key.of(2);

    /** A customer's key as the headers want it. */
    private record Key(String base64, String md5) {
        static Key of(int seed) {
            byte[] bytes = new byte[32];
            bytes[0] = (byte) seed;
            try {
                byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
                return new Key(
                        Base64.getEncoder().encodeToString(bytes),
                        Base64.getEncoder().encodeToString(md5));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void everyObjectIsEncryptedByDefaultAndSaysSo() {
        PutObjectResponse put = s3.putObject(b -> b.bucket(bucket).key("plain"), RequestBody.fromString("text"));

        assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(s3.headObject(b -> b.bucket(bucket).key("plain")).serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AES256);
        assertThat(s3.getBucketEncryption(b -> b.bucket(bucket))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .getFirst()
                        .applyServerSideEncryptionByDefault()
                        .sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
    }

    @Test
    void anObjectWithACustomersKeyIsReadWithThatKeyAlone() {
        PutObjectResponse put = put(key, "secret", "text");

        assertThat(put.sseCustomerAlgorithm()).isEqualTo("AES256");
        assertThat(put.sseCustomerKeyMD5()).isEqualTo(key.md5());
        assertThat(put.serverSideEncryption()).isNull();
        assertThat(put.eTag()).isNotEqualTo("\"1cb251ec0d568de6a929b520c4aed8d1\"");
        assertThat(get(key, "secret")).isEqualTo("text");
        HeadObjectResponse head = s3.headObject(b -> b.bucket(bucket)
                .key("secret")
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(key.base64())
                .sseCustomerKeyMD5(key.md5()));
        assertThat(head.sseCustomerKeyMD5()).isEqualTo(key.md5());
        refused(400, "InvalidRequest", () -> get("secret"));
        refused(403, "AccessDenied", () -> get(other, "secret"));
        put("plain", "text");
        refused(400, "InvalidRequest", () -> get(key, "plain"));
    }

    @Test
    void aCopyMayHaveAnotherKey() {
        put(key, "secret", "text");

        s3.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("secret")
                .copySourceSSECustomerAlgorithm("AES256")
                .copySourceSSECustomerKey(key.base64())
                .copySourceSSECustomerKeyMD5(key.md5())
                .destinationBucket(bucket)
                .destinationKey("copy")
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(other.base64())
                .sseCustomerKeyMD5(other.md5()));

        assertThat(get(other, "copy")).isEqualTo("text");
        refused(403, "AccessDenied", () -> get(key, "copy"));
        refused(
                400,
                "InvalidRequest",
                () -> s3.copyObject(b -> b.sourceBucket(bucket)
                        .sourceKey("secret")
                        .destinationBucket(bucket)
                        .destinationKey("copy")));
    }

    @Test
    void partsTakeTheKeyOfTheirUpload() {
        String upload = s3.createMultipartUpload(b -> b.bucket(bucket)
                        .key("parts")
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(key.base64())
                        .sseCustomerKeyMD5(key.md5()))
                .uploadId();
        UploadPartResponse part = part(upload, key);
        assertThat(part.sseCustomerKeyMD5()).isEqualTo(key.md5());
        refused(400, "InvalidRequest", () -> part(upload, other));

        s3.completeMultipartUpload(b -> b.bucket(bucket)
                .key("parts")
                .uploadId(upload)
                .multipartUpload(m -> m.parts(
                        CompletedPart.builder().partNumber(1).eTag(part.eTag()).build())));

        assertThat(get(key, "parts")).isEqualTo("part");
        refused(400, "InvalidRequest", () -> get("parts"));
    }

    @Test
    void whatIsNotThereIsRefusedByName() {
        refused(
                501,
                "NotImplemented",
                () -> s3.putObject(
                        b -> b.bucket(bucket).key("kms").serverSideEncryption(ServerSideEncryption.AWS_KMS_DSSE),
                        RequestBody.fromString("text")));
    }

    private PutObjectResponse put(Key key, String name, String text) {
        return s3.putObject(
                b -> b.bucket(bucket)
                        .key(name)
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(key.base64())
                        .sseCustomerKeyMD5(key.md5()),
                RequestBody.fromString(text));
    }

    private String get(Key key, String name) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket)
                        .key(name)
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(key.base64())
                        .sseCustomerKeyMD5(key.md5()))
                .asUtf8String();
    }

    private UploadPartResponse part(String upload, Key key) {
        return s3.uploadPart(
                b -> b.bucket(bucket)
                        .key("parts")
                        .uploadId(upload)
                        .partNumber(1)
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(key.base64())
                        .sseCustomerKeyMD5(key.md5()),
                RequestBody.fromString("part"));
    }
}
