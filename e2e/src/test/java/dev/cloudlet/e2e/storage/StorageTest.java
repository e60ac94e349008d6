package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.e2e.Cloud;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A client as root and a bucket of one's own for each test. */
abstract class StorageTest {
    final Cloud cloud = Cloud.shared();
    final S3Client s3 = cloud.client(S3Client.builder().forcePathStyle(true));
    String bucket = "";

    @BeforeEach
    void createBucket() {
        bucket = "storage-" + UUID.randomUUID();
        s3.createBucket(b -> b.bucket(bucket));
    }

    void put(String key, String text) {
        s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    String get(String key) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asUtf8String();
    }

    /** The call fails with this status and code of S3. */
    static S3Exception refused(int status, String code, ThrowingCallable call) {
        S3Exception[] thrown = new S3Exception[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
            thrown[0] = e;
        });
        return thrown[0];
    }
}
