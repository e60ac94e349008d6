package dev.cloudlet.storage.encryption;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.Members;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.encryption.BucketEncryptions.Default;
import dev.cloudlet.storage.seal.RootKey;
import dev.cloudlet.storage.seal.WrappingKey;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkPojo;

/** Says how a request wants an object encrypted, and comes by the keys. */
@Component
public final class Encryptions {
    private static final String METHOD_HEADER = "x-amz-server-side-encryption";

    private final WrappingKey root;
    private final BucketEncryptions defaults;
    private final KmsKeys kms;
    private final SecureRandom random = new SecureRandom();

    Encryptions(RootKey root, BucketEncryptions defaults, KmsKeys kms) {
        this.root = root.wrapping(random);
        this.defaults = defaults;
        this.kms = kms;
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
    public Chosen choose(Call call, Bucket bucket, String key, SdkPojo request) {
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
        if (kmsKey != null && !BucketEncryptions.KMS.equals(method)) {
            throw needsKms(method == null ? "null" : method);
        }
        Default byDefault = defaults.of(bucket);
        Boolean bucketKey = (Boolean) Members.value(request, "BucketKeyEnabled");
        return switch (method == null ? byDefault.algorithm() : method) {
            case "AES256" -> new Chosen(new Encryption.ServiceKey(), root, null);
            case BucketEncryptions.KMS -> {
                boolean ofBucket = bucketKey == null ? byDefault.bucketKey() : bucketKey;
                String given = ModelMembers.string(request, "SSEKMSEncryptionContext");
                yield byKms(
                        call,
                        bucket,
                        method == null ? byDefault.keyId() : kmsKey,
                        ofBucket,
                        EncryptionContext.of(bucket, key, ofBucket, given));
            }
            case "aws:kms:dsse" ->
                throw S3Error.NOT_IMPLEMENTED
                        .of("Dual-layer server-side encryption (aws:kms:dsse) is not implemented by this cloud")
                        .with("Header", METHOD_HEADER);
            default -> throw invalid("The encryption method specified is not supported", String.valueOf(method));
        };
    }

    private Chosen byKms(
            Call call, Bucket bucket, @Nullable String keyId, boolean bucketKey, Map<String, String> context) {
        KmsKeys.DataKey made = kms.generate(call, bucket.region(), keyId, context);
        return new Chosen(
                new Encryption.KmsKey(made.keyArn(), made.wrapped(), bucketKey, context),
                new WrappingKey(made.plaintext(), random),
                null);
    }

    /** The key for an object that is read, or copied from: for SSE-KMS, if the caller may use it. */
    public WrappingKey unwrapping(Call call, Bucket bucket, Encryption kept, @Nullable CustomerKey customer) {
        requireKey(kept, customer);
        return key(call, bucket, kept, customer);
    }

    /** Checks that a request brings the key that an object needs, where one has to be brought, and else none. */
    public void requireKey(Encryption kept, @Nullable CustomerKey customer) {
        switch (kept) {
            case Encryption.ServiceKey() -> requireNone(customer);
            case Encryption.KmsKey key -> requireNone(customer);
            case Encryption.CustomerKey(String verification) -> {
                if (customer == null) {
                    throw S3Error.INVALID_REQUEST.of("The object was stored using a form of Server Side Encryption. The"
                            + " correct parameters must be provided to retrieve the object.");
                }
                if (!customer.matches(verification)) {
                    throw S3Error.ACCESS_DENIED.of("Requests specifying Server Side Encryption with Customer provided"
                            + " keys must provide the correct secret key.");
                }
            }
        }
    }

    private static void requireNone(@Nullable CustomerKey customer) {
        if (customer != null) {
            throw S3Error.INVALID_REQUEST.of("The encryption parameters are not applicable to this object.");
        }
    }

    /** The key for a part of an upload, which must be given the same key as the upload. */
    public WrappingKey forPart(Call call, Bucket bucket, Encryption kept, @Nullable CustomerKey customer) {
        requireSameKey(kept, customer);
        return key(call, bucket, kept, customer);
    }

    /** The key, of a request that was found to bring what it has to. */
    private WrappingKey key(Call call, Bucket bucket, Encryption kept, @Nullable CustomerKey customer) {
        return switch (kept) {
            case Encryption.ServiceKey() -> root;
            case Encryption.CustomerKey own ->
                new WrappingKey(Objects.requireNonNull(customer).bytes(), random);
            case Encryption.KmsKey key ->
                new WrappingKey(kms.open(call, bucket.region(), key).plaintext(), random);
        };
    }

    /** Checks that a request about an upload brings the key that the upload was begun with, or none where there was none. */
    public void requireSameKey(Encryption kept, @Nullable CustomerKey customer) {
        if (!(kept instanceof Encryption.CustomerKey(String verification))) {
            if (customer != null) {
                throw S3Error.INVALID_REQUEST.of("The multipart upload initiate did not request encryption. Please"
                        + " resend the request without sending encryption parameters.");
            }
            return;
        }
        if (customer == null) {
            throw S3Error.INVALID_REQUEST.of("The multipart upload initiate requested encryption. Subsequent part"
                    + " requests must include the appropriate encryption parameters.");
        }
        if (!customer.matches(verification)) {
            throw S3Error.INVALID_REQUEST.of(
                    "The provided encryption parameters did not match the ones used originally.");
        }
    }

    /** The ETag for bytes of this MD5, of an object or part that is kept so. */
    public static String etag(Encryption kept, WrappingKey key, String md5) {
        return kept.showsMd5() ? md5 : key.etag(md5);
    }

    /** Says in an answer how the object is encrypted. */
    public static void show(SdkPojo answer, Encryption kept, @Nullable CustomerKey customer) {
        switch (kept) {
            case Encryption.ServiceKey() -> ModelMembers.set(answer, "ServerSideEncryption", "AES256");
            case Encryption.KmsKey key -> {
                ModelMembers.set(answer, "ServerSideEncryption", BucketEncryptions.KMS);
                ModelMembers.set(answer, "SSEKMSKeyId", key.keyArn());
                if (key.bucketKey()) {
                    ModelMembers.set(answer, "BucketKeyEnabled", true);
                }
            }
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
