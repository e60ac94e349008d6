package dev.cloudlet.storage.encryption;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.seal.RootKey;
import dev.cloudlet.storage.seal.WrappingKey;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkPojo;

/** Says how a request wants an object encrypted, and comes by the keys. */
@Component
public final class Encryptions {
    private static final String METHOD_HEADER = "x-amz-server-side-encryption";

    private final WrappingKey root;
    private final BucketEncryptions defaults;
    private final SecureRandom random = new SecureRandom();

    public Encryptions(RootKey root, BucketEncryptions defaults) {
        this.root = root.wrapping(random);
        this.defaults = defaults;
    }

    /**
     * How a new object is encrypted.
     *
     * @param kept stays with the object
     * @param key wraps its data keys
     * @param customer the key that the client brought, if it did
     */
    public record Chosen(
            Encryption kept, WrappingKey key, @Nullable CustomerKey customer) {}

    /** What a request to put, copy or begin an upload wants, and its bucket if it says nothing. */
    public Chosen choose(Bucket bucket, SdkPojo request) {
        CustomerKey customer = CustomerKey.of(request);
        String method = ModelMembers.string(request, "ServerSideEncryption");
        String kmsKey = ModelMembers.string(request, "SSEKMSKeyId");
        if (customer != null) {
            if (method != null || kmsKey != null) {
                throw invalid(
                        "Server Side Encryption with Customer provided key is incompatible with the encryption method"
                                + " specified",
                        method == null ? "null" : method);
            }
            defaults.requireUnblocked(bucket, "SSE-C");
            Encryption.CustomerKey kept = new Encryption.CustomerKey(customer.verification(random));
            return new Chosen(kept, new WrappingKey(customer.bytes(), random), customer);
        }
        checkMethod(method, kmsKey);
        return new Chosen(new Encryption.ServiceKey(), root, null);
    }

    private static void checkMethod(@Nullable String method, @Nullable String kmsKey) {
        switch (method) {
            case null -> {
                if (kmsKey != null) {
                    throw needsKms("null");
                }
            }
            case "AES256" -> {
                if (kmsKey != null) {
                    throw needsKms(method);
                }
            }
            case "aws:kms", "aws:kms:dsse" -> throw KmsMissing.error(method);
            default -> throw invalid("The encryption method specified is not supported", method);
        }
    }

    /** The key for an object that is read, or copied from. */
    public WrappingKey unwrapping(Encryption kept, @Nullable CustomerKey customer) {
        return switch (kept) {
            case Encryption.ServiceKey() -> {
                if (customer != null) {
                    throw S3Error.INVALID_REQUEST.of("The encryption parameters are not applicable to this object.");
                }
                yield root;
            }
            case Encryption.CustomerKey(String verification) -> {
                if (customer == null) {
                    throw S3Error.INVALID_REQUEST.of("The object was stored using a form of Server Side Encryption. The"
                            + " correct parameters must be provided to retrieve the object.");
                }
                if (!customer.matches(verification)) {
                    throw S3Error.ACCESS_DENIED.of("Requests specifying Server Side Encryption with Customer provided"
                            + " keys must provide the correct secret key.");
                }
                yield new WrappingKey(customer.bytes(), random);
            }
        };
    }

    /** The key for a part of an upload, which must be given the same key as the upload. */
    public WrappingKey forPart(Encryption kept, @Nullable CustomerKey customer) {
        return switch (kept) {
            case Encryption.ServiceKey() -> {
                if (customer != null) {
                    throw S3Error.INVALID_REQUEST.of("The multipart upload initiate did not request encryption. Please"
                            + " resend the request without sending encryption parameters.");
                }
                yield root;
            }
            case Encryption.CustomerKey(String verification) -> {
                if (customer == null) {
                    throw S3Error.INVALID_REQUEST.of(
                            "The multipart upload initiate requested encryption. Subsequent part"
                                    + " requests must include the appropriate encryption parameters.");
                }
                if (!customer.matches(verification)) {
                    throw S3Error.INVALID_REQUEST.of(
                            "The provided encryption parameters did not match the ones used originally.");
                }
                yield new WrappingKey(customer.bytes(), random);
            }
        };
    }

    /** The ETag for bytes of this MD5, of an object or part that is kept so. */
    public static String etag(Encryption kept, WrappingKey key, String md5) {
        return kept.showsMd5() ? md5 : key.etag(md5);
    }

    /** Says in an answer how the object is encrypted. */
    public static void show(SdkPojo answer, Encryption kept, @Nullable CustomerKey customer) {
        switch (kept) {
            case Encryption.ServiceKey() -> ModelMembers.set(answer, "ServerSideEncryption", "AES256");
            case Encryption.CustomerKey(String ignored) -> {
                if (customer != null) {
                    ModelMembers.set(answer, "SSECustomerAlgorithm", "AES256");
                    ModelMembers.set(answer, "SSECustomerKeyMD5", customer.md5());
                }
            }
        }
    }

    private static AwsException needsKms(String method) {
        return invalid(
                "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption :"
                        + " aws:kms",
                method);
    }

    private static AwsException invalid(String message, String value) {
        return S3Error.INVALID_ARGUMENT
                .of("%s", message)
                .with("ArgumentName", METHOD_HEADER)
                .with("ArgumentValue", value);
    }
}
