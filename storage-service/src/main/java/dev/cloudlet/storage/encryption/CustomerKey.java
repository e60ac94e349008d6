package dev.cloudlet.storage.encryption;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.checksum.RunningDigest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A key that a client brought along (SSE-C). It is never stored; what is, tells only whether a key is the same.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html">SSE-C</a>
 */
public final class CustomerKey {
    private static final String HEADER = "x-amz-server-side-encryption-customer-";
    private static final String ASKED =
            "Requests specifying Server Side Encryption with Customer provided keys must provide ";
    private static final int LENGTH = 32;
    private static final int SALT_LENGTH = 16;

    private final byte[] bytes;
    private final String md5;

    private CustomerKey(byte[] bytes, String md5) {
        this.bytes = bytes;
        this.md5 = md5;
    }

    /** The key in the three headers of a request, or null where there is none of them. */
    public static @Nullable CustomerKey of(SdkPojo request) {
        return of(request, "", HEADER);
    }

    /** The key that the source of a copy was encrypted with. */
    public static @Nullable CustomerKey ofCopySource(SdkPojo request) {
        return of(request, "CopySource", "x-amz-copy-source-server-side-encryption-customer-");
    }

    private static @Nullable CustomerKey of(SdkPojo request, String prefix, String header) {
        String algorithm = ModelMembers.string(request, prefix + "SSECustomerAlgorithm");
        String key = ModelMembers.string(request, prefix + "SSECustomerKey");
        String md5 = ModelMembers.string(request, prefix + "SSECustomerKeyMD5");
        if (algorithm == null && key == null && md5 == null) {
            return null;
        }
        if (algorithm == null) {
            throw invalid(ASKED + "a valid encryption algorithm.", header + "algorithm", "null");
        }
        if (!algorithm.equals("AES256")) {
            throw S3Error.INVALID_ENCRYPTION_ALGORITHM
                    .error()
                    .with("ArgumentName", header + "algorithm")
                    .with("ArgumentValue", algorithm);
        }
        if (key == null) {
            throw invalid(ASKED + "an appropriate secret key.", header + "key", "null");
        }
        if (md5 == null) {
            throw invalid(ASKED + "the client calculated MD5 of the secret key.", header + "key-MD5", "null");
        }
        byte[] bytes = decoded(key);
        if (bytes.length != LENGTH) {
            throw invalid("The secret key was invalid for the specified algorithm.", header + "algorithm", algorithm);
        }
        if (!MessageDigest.isEqual(md5(bytes), decoded(md5))) {
            throw invalid(
                    "The calculated MD5 hash of the key did not match the hash that was provided.",
                    header + "key-MD5",
                    md5);
        }
        return new CustomerKey(bytes, md5);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] md5(byte[] bytes) {
        RunningDigest digest = Algorithm.md5();
        digest.update(bytes, 0, bytes.length);
        return digest.value();
    }

    private static AwsException invalid(String message, String name, String value) {
        return S3Error.INVALID_ARGUMENT
                .of("%s", message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    byte[] bytes() {
        return bytes;
    }

    /** As the client said it, and answers repeat it. */
    String md5() {
        return md5;
    }

    /** What may be kept of the key: salt, and the salt's HMAC under the key. */
    String verification(SecureRandom random) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        byte[] mac = mac(salt);
        byte[] both = Arrays.copyOf(salt, salt.length + mac.length);
        System.arraycopy(mac, 0, both, salt.length, mac.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /** Whether it is the key that this was kept of. */
    boolean matches(String verification) {
        byte[] both = Base64.getDecoder().decode(verification);
        return MessageDigest.isEqual(
                mac(Arrays.copyOf(both, SALT_LENGTH)), Arrays.copyOfRange(both, SALT_LENGTH, both.length));
    }

    private byte[] mac(byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return mac.doFinal(salt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
