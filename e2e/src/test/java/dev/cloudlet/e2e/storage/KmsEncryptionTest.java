package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.e2e.Cloud;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Objects whose keys KMS keeps: who may not use the key does not get the object. */
final class KmsEncryptionTest {
    private static final String S3_ALONE = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}""";
    private final Cloud cloud = Cloud.shared();
    private final S3Client s3 = cloud.client(S3Client.builder().forcePathStyle(true));
    private final KmsClient kms = cloud.client(KmsClient.builder());
    private final String bucket = "kms-" + UUID.randomUUID();
    private String key;

    @BeforeEach
    void bucketAndKey() {
        s3.createBucket(r -> r.bucket(bucket));
        key = kms.createKey().keyMetadata().arn();
    }

    private PutObjectResponse put(String name, String keyId) {
        return s3.putObject(
                r -> r.bucket(bucket)
                        .key(name)
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(keyId),
                RequestBody.fromString("content"));
    }

    private String text(S3Client client, String name) {
        return client.getObjectAsBytes(r -> r.bucket(bucket).key(name)).asUtf8String();
    }

    @Test
    void anObjectSaysItsKeyAndIsReadWithIt() {
        PutObjectResponse put = put("secret", key);
        HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("secret"));

        assertThat(put.ssekmsKeyId()).isEqualTo(key);
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(head.ssekmsKeyId()).isEqualTo(key);
        // As in AWS it is not the MD5 of the content.
        assertThat(put.eTag()).isNotEqualTo("\"9a0364b9e99bb480dd25e1f0284c8555\"");
        assertThat(text(s3, "secret")).isEqualTo("content");
    }

    @Test
    void whoMayNotUseTheKeyDoesNotGetTheObject() {
        put("secret", key);
        IamClient iam = cloud.client(IamClient.builder());
        iam.createUser(r -> r.userName(bucket));
        iam.putUserPolicy(r -> r.userName(bucket).policyName("s3").policyDocument(S3_ALONE));
        AccessKey access = iam.createAccessKey(r -> r.userName(bucket)).accessKey();
        S3Client alice = cloud.client(
                S3Client.builder().forcePathStyle(true),
                AwsBasicCredentials.create(access.accessKeyId(), access.secretAccessKey()));

        assertThat(alice.headObject(r -> r.bucket(bucket).key("secret")).ssekmsKeyId())
                .isEqualTo(key);
        assertThatThrownBy(() -> text(alice, "secret")).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(e.getMessage()).contains("kms:Decrypt", key);
        });

        iam.putUserPolicy(r -> r.userName(bucket).policyName("s3").policyDocument("""
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
                          {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "%s",
                           "Condition": {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com",
                                                          "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::%s/secret"}}}]}""".formatted(key, bucket)));
        assertThat(text(alice, "secret")).isEqualTo("content");
    }

    @Test
    void aDisabledKeyAndAMissingOneAreSaidSo() {
        put("secret", key);
        kms.disableKey(r -> r.keyId(key));
        String missing = key.substring(0, key.lastIndexOf('/') + 1) + UUID.randomUUID();

        assertThatThrownBy(() -> text(s3, "secret")).isInstanceOfSatisfying(S3Exception.class, e -> assertThat(
                        e.awsErrorDetails().errorCode())
                .isEqualTo("KMS.DisabledException"));
        assertThatThrownBy(() -> put("other", missing)).isInstanceOfSatisfying(S3Exception.class, e -> assertThat(
                        e.awsErrorDetails().errorCode())
                .isEqualTo("KMS.NotFoundException"));
    }

    @Test
    void aBucketMayEncryptWithAKeyByDefaultAndCopiesAndPartsWithIt() {
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .bucketKeyEnabled(true)
                .applyServerSideEncryptionByDefault(
                        d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(key))
                .build();
        s3.putBucketEncryption(r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(rule)));
        s3.putObject(r -> r.bucket(bucket).key("plain"), RequestBody.fromString("content"));
        s3.copyObject(r -> r.sourceBucket(bucket)
                .sourceKey("plain")
                .destinationBucket(bucket)
                .destinationKey("copy"));
        CreateMultipartUploadResponse upload =
                s3.createMultipartUpload(r -> r.bucket(bucket).key("parts"));
        String etag = s3.uploadPart(
                        r -> r.bucket(bucket)
                                .key("parts")
                                .uploadId(upload.uploadId())
                                .partNumber(1),
                        RequestBody.fromString("content"))
                .eTag();
        s3.completeMultipartUpload(r -> r.bucket(bucket)
                .key("parts")
                .uploadId(upload.uploadId())
                .multipartUpload(m ->
                        m.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));

        for (String name : List.of("plain", "copy", "parts")) {
            GetObjectResponse got =
                    s3.getObjectAsBytes(r -> r.bucket(bucket).key(name)).response();
            assertThat(got.ssekmsKeyId()).as(name).isEqualTo(key);
            assertThat(got.bucketKeyEnabled()).as(name).isTrue();
            assertThat(text(s3, name)).as(name).isEqualTo("content");
        }
    }

    @Test
    void withoutAKeyItIsTheOneThatAwsKeepsForS3() {
        String arn = put("secret", null).ssekmsKeyId();

        assertThat(kms.describeKey(r -> r.keyId("alias/aws/s3")).keyMetadata().arn())
                .isEqualTo(arn);
        assertThat(text(s3, "secret")).isEqualTo("content");
    }
}
