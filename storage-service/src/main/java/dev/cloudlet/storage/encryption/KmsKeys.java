package dev.cloudlet.storage.encryption;

import dev.cloudlet.kit.authentication.Delegation;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.ErrorCode;
import dev.cloudlet.storage.S3Error;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks KMS for the keys of objects, in the name of whoever asks for the object: who may not use the key does not get the object.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">SSE-KMS</a>
 */
@Component
final class KmsKeys {
    private static final String SERVICE = "s3";
    private static final String MANAGED_ALIAS = "alias/aws/s3";

    private final ServiceCalls services;

    KmsKeys(ServiceCalls services) {
        this.services = services;
    }

    private record NewKey(
            Delegation caller,
            String requestId,
            String region,
            String service,
            @Nullable String keyId,
            String managedAlias,
            Map<String, String> context) {}

    private record WrappedKey(
            Delegation caller,
            String requestId,
            String region,
            String service,
            byte[] wrapped,
            Map<String, String> context) {}

    /** A key in the clear and wrapped, and the ARN of the key that wraps it. In a log it says the last alone. */
    record DataKey(byte[] plaintext, byte[] wrapped, String keyArn) {
        @Override
        public String toString() {
            return "DataKey[" + keyArn + "]";
        }
    }

    /** An error of KMS as S3 hands it on. */
    private record KmsError(String code, int status) implements ErrorCode {}

    /**
     * A new key.
     *
     * @param region of the bucket, where the key has to be too
     * @param keyId in any of its forms; null for the key that AWS keeps for S3
     */
    DataKey generate(Call call, String region, @Nullable String keyId, Map<String, String> context) {
        return ask(
                "kms-generate-data-key",
                new NewKey(delegation(call), call.id(), region, SERVICE, keyId, MANAGED_ALIAS, context));
    }

    /** A key that was wrapped earlier. */
    DataKey open(Call call, String region, Encryption.KmsKey kept) {
        return ask(
                "kms-decrypt-data-key",
                new WrappedKey(delegation(call), call.id(), region, SERVICE, kept.wrapped(), kept.context()));
    }

    private DataKey ask(String operation, Object question) {
        try {
            return services.call("iam-service", operation, question, DataKey.class);
        } catch (AwsException e) {
            throw inS3sForm(e);
        }
    }

    private static AwsException inS3sForm(AwsException e) {
        return switch (e.code()) {
            case "AccessDeniedException" -> S3Error.ACCESS_DENIED.of("%s", e.message());
            case "NotFoundException", "DisabledException", "KMSInvalidStateException", "InvalidKeyUsageException" ->
                new KmsError("KMS." + e.code(), 400).of("%s", e.message());
            case "InvalidCiphertextException", "InvalidArnException", "ValidationException" ->
                S3Error.INVALID_ARGUMENT.of("%s", e.message());
            default -> e;
        };
    }

    private static Delegation delegation(Call call) {
        if (call.principal() instanceof Principal.Anonymous) {
            throw S3Error.INVALID_ARGUMENT.of(
                    "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.");
        }
        return call.permissions().delegation();
    }
}
