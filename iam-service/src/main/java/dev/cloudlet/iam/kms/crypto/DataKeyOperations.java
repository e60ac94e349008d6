package dev.cloudlet.iam.kms.crypto;

import static software.amazon.awssdk.services.kms.model.KeyUsageType.ENCRYPT_DECRYPT;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.UseOfKeys;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.CommonError;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;

/** Keys for others to encrypt with, and random bytes. */
@AwsOperations
class DataKeyOperations {
    private static final String KEY = "The key's own policy and grants decide, over its encryption context";

    private final UseOfKeys use;
    private final SymmetricKeys symmetric;

    DataKeyOperations(UseOfKeys use, SymmetricKeys symmetric) {
        this.use = use;
        this.symmetric = symmetric;
    }

    @AuthorizedInCode(actions = "kms:GenerateDataKey", because = KEY)
    GenerateDataKeyResponse generateDataKey(Call call, GenerateDataKeyRequest request) {
        UseOfKeys.refuseRecipient(call, request.recipient());
        int length = length(request.keySpec(), request.numberOfBytes());
        KmsKey key = key(call, request.keyId(), request.encryptionContext(), request.grantTokens());
        UseOfKeys.endDryRun(request.dryRun());
        byte[] plaintext = symmetric.random(length);
        SymmetricKeys.Sealed sealed = symmetric.seal(key, plaintext, request.encryptionContext(), call.time());
        return GenerateDataKeyResponse.builder()
                .keyId(key.arn())
                .plaintext(SdkBytes.fromByteArrayUnsafe(plaintext))
                .ciphertextBlob(sealed.ciphertext())
                .keyMaterialId(sealed.materialId())
                .build();
    }

    @AuthorizedInCode(actions = "kms:GenerateDataKeyWithoutPlaintext", because = KEY)
    GenerateDataKeyWithoutPlaintextResponse generateDataKeyWithoutPlaintext(
            Call call, GenerateDataKeyWithoutPlaintextRequest request) {
        int length = length(request.keySpec(), request.numberOfBytes());
        KmsKey key = key(call, request.keyId(), request.encryptionContext(), request.grantTokens());
        UseOfKeys.endDryRun(request.dryRun());
        SymmetricKeys.Sealed sealed =
                symmetric.seal(key, symmetric.random(length), request.encryptionContext(), call.time());
        return GenerateDataKeyWithoutPlaintextResponse.builder()
                .keyId(key.arn())
                .ciphertextBlob(sealed.ciphertext())
                .keyMaterialId(sealed.materialId())
                .build();
    }

    private KmsKey key(Call call, String keyId, Map<String, String> context, Collection<String> tokens) {
        KmsKey key = use.key(
                call,
                keyId,
                ENCRYPT_DECRYPT,
                tokens,
                KeyConditions.none()
                        .context(context)
                        .with("kms:EncryptionAlgorithm", EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT));
        Encryption.check(key, EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT, context);
        return key;
    }

    private static int length(@Nullable DataKeySpec spec, @Nullable Integer bytes) {
        if ((spec == null) == (bytes == null)) {
            throw KmsError.VALIDATION.of("Please specify either number of bytes or key spec.");
        }
        return bytes != null ? bytes : spec == DataKeySpec.AES_128 ? 16 : 32;
    }

    @Authorize(action = "kms:GenerateRandom")
    GenerateRandomResponse generateRandom(Call call, GenerateRandomRequest request) {
        UseOfKeys.refuseRecipient(call, request.recipient());
        if (request.customKeyStoreId() != null) {
            throw CommonError.NOT_IMPLEMENTED.of(
                    "GenerateRandom in a custom key store is not implemented by this cloud.");
        }
        if (request.numberOfBytes() == null) {
            throw KmsError.VALIDATION.of(
                    "1 validation error detected: Value null at 'numberOfBytes' failed to satisfy constraint: Member must not be"
                            + " null");
        }
        return GenerateRandomResponse.builder()
                .plaintext(SdkBytes.fromByteArrayUnsafe(symmetric.random(request.numberOfBytes())))
                .build();
    }
}
