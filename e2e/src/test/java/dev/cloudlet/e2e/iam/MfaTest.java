package dev.cloudlet.e2e.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.e2e.Cloud;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** Who has shown a one-time code may do more. */
final class MfaTest {
    private static final String ONLY_WITH_MFA = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*",
             "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}, "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}}}""";

    private final Cloud cloud = Cloud.shared();
    private final IamClient iam = cloud.client(IamClient.builder());
    private final String name = "mfa-" + UUID.randomUUID();

    @Test
    void aSessionWithACodeMayDoWhatThePolicyAsksACodeFor() {
        iam.createUser(r -> r.userName(name));
        iam.putUserPolicy(r -> r.userName(name).policyName("mfa").policyDocument(ONLY_WITH_MFA));
        AccessKey key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        AwsCredentials longLived = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
        VirtualMFADevice device =
                iam.createVirtualMFADevice(r -> r.virtualMFADeviceName(name)).virtualMFADevice();
        byte[] seed = decoded(device.base32StringSeed().asUtf8String());
        long step = Clock.systemUTC().instant().getEpochSecond() / 30;
        iam.enableMFADevice(r -> r.userName(name)
                .serialNumber(device.serialNumber())
                .authenticationCode1(code(seed, step - 1))
                .authenticationCode2(code(seed, step)));

        assertThatThrownBy(() -> buckets(longLived)).isInstanceOf(S3Exception.class);
        StsClient sts = cloud.client(StsClient.builder(), longLived);
        assertThatThrownBy(() -> buckets(session(sts.getSessionToken().credentials())))
                .isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> sts.getSessionToken(
                        r -> r.serialNumber(device.serialNumber()).tokenCode(code(seed, step))))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("invalid MFA one time pass code");

        Credentials credentials = sts.getSessionToken(
                        r -> r.serialNumber(device.serialNumber()).tokenCode(code(seed, step + 1)))
                .credentials();

        assertThat(buckets(session(credentials))).isTrue();
    }

    private boolean buckets(AwsCredentials who) {
        return cloud.client(S3Client.builder().forcePathStyle(true), who)
                .listBuckets()
                .hasBuckets();
    }

    private static AwsSessionCredentials session(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private static byte[] decoded(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int buffer = 0;
        int held = 0;
        for (int i = 0; i < base32.length(); i++) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.put((byte) (buffer >> held));
                buffer &= (1 << held) - 1;
            }
        }
        return bytes.array();
    }

    /** What a user's telephone does. */
    private static String code(byte[] seed, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            ByteBuffer hash = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
            return "%06d".formatted((hash.getInt(hash.get(hash.capacity() - 1) & 0xf) & Integer.MAX_VALUE) % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
