package dev.cloudlet.iam.kms.crypto;

import static software.amazon.awssdk.services.kms.model.KeyUsageType.ENCRYPT_DECRYPT;

import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.UseOfKeys;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/** Encrypts and decrypts small messages. */
@AwsOperations
class EncryptOperations {
    private static final String KEY = "The key's own policy and grants decide, over its encryption context";

    private final UseOfKeys use;
    private final Encryption encryption;
    private final Decryption decryption;

    EncryptOperations(UseOfKeys use, Encryption encryption, Decryption decryption) {
        this.use = use;
        this.encryption = encryption;
        this.decryption = decryption;
    }

    @AuthorizedInCode(actions = "kms:Encrypt", because = KEY)
    EncryptResponse encrypt(Call call, EncryptRequest request) {
        EncryptionAlgorithmSpec algorithm = Encryption.algorithm(request.encryptionAlgorithm());
        KmsKey key = use.key(
                call,
                request.keyId(),
                ENCRYPT_DECRYPT,
                request.grantTokens(),
                KeyConditions.none().context(request.encryptionContext()).with("kms:EncryptionAlgorithm", algorithm));
        Encryption.check(key, algorithm, request.encryptionContext());
        UseOfKeys.endDryRun(request.dryRun());
        return EncryptResponse.builder()
                .keyId(key.arn())
                .encryptionAlgorithm(algorithm)
                .ciphertextBlob(encryption
                        .encrypt(
                                key,
                                algorithm,
                                request.plaintext().asByteArrayUnsafe(),
                                request.encryptionContext(),
                                call.time())
                        .ciphertext())
                .build();
    }

    @AuthorizedInCode(actions = "kms:Decrypt", because = KEY)
    DecryptResponse decrypt(Call call, DecryptRequest request) {
        UseOfKeys.refuseRecipient(call, request.recipient());
        EncryptionAlgorithmSpec algorithm = Encryption.algorithm(request.encryptionAlgorithm());
        Decryption.Source source = decryption.find(
                call,
                "kms:Decrypt",
                new Decryption.Wanted(
                        request.keyId(),
                        Decryption.required(request.ciphertextBlob()),
                        algorithm,
                        request.encryptionContext(),
                        request.grantTokens()),
                KeyConditions.none());
        SymmetricKeys.Opened opened = decryption.open(source, call.time());
        UseOfKeys.endDryRun(request.dryRun());
        return DecryptResponse.builder()
                .keyId(source.key().arn())
                .encryptionAlgorithm(algorithm)
                .keyMaterialId(source.key().symmetric() ? opened.materialId() : null)
                .plaintext(SdkBytes.fromByteArrayUnsafe(opened.plaintext()))
                .build();
    }
}
