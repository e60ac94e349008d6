package dev.cloudlet.iam.kms.crypto;

import static software.amazon.awssdk.services.kms.model.KeyUsageType.ENCRYPT_DECRYPT;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.cipher.KeyPairs;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.UseOfKeys;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.security.KeyPair;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;

/** Pairs of keys for others to use, the private one sealed by a symmetric key. */
@AwsOperations
class DataKeyPairOperations {
    private static final String KEY = "The key's own policy and grants decide, over its encryption context";

    private final UseOfKeys use;
    private final SymmetricKeys symmetric;

    DataKeyPairOperations(UseOfKeys use, SymmetricKeys symmetric) {
        this.use = use;
        this.symmetric = symmetric;
    }

    @AuthorizedInCode(actions = "kms:GenerateDataKeyPair", because = KEY)
    GenerateDataKeyPairResponse generateDataKeyPair(Call call, GenerateDataKeyPairRequest request) {
        UseOfKeys.refuseRecipient(call, request.recipient());
        Map<String, String> context = request.encryptionContext();
        KmsKey key = key(call, request.keyId(), request.keyPairSpec(), context, request.grantTokens());
        UseOfKeys.endDryRun(request.dryRun());
        KeyPair pair = KeyPairs.generate(request.keyPairSpecAsString());
        byte[] secret = pair.getPrivate().getEncoded();
        SymmetricKeys.Sealed sealed = symmetric.seal(key, secret, context, call.time());
        return GenerateDataKeyPairResponse.builder()
                .keyId(key.arn())
                .keyPairSpec(request.keyPairSpec())
                .publicKey(SdkBytes.fromByteArrayUnsafe(pair.getPublic().getEncoded()))
                .privateKeyPlaintext(SdkBytes.fromByteArrayUnsafe(secret))
                .privateKeyCiphertextBlob(sealed.ciphertext())
                .keyMaterialId(sealed.materialId())
                .build();
    }

    @AuthorizedInCode(actions = "kms:GenerateDataKeyPairWithoutPlaintext", because = KEY)
    GenerateDataKeyPairWithoutPlaintextResponse generateDataKeyPairWithoutPlaintext(
            Call call, GenerateDataKeyPairWithoutPlaintextRequest request) {
        Map<String, String> context = request.encryptionContext();
        KmsKey key = key(call, request.keyId(), request.keyPairSpec(), context, request.grantTokens());
        UseOfKeys.endDryRun(request.dryRun());
        KeyPair pair = KeyPairs.generate(request.keyPairSpecAsString());
        SymmetricKeys.Sealed sealed = symmetric.seal(key, pair.getPrivate().getEncoded(), context, call.time());
        return GenerateDataKeyPairWithoutPlaintextResponse.builder()
                .keyId(key.arn())
                .keyPairSpec(request.keyPairSpec())
                .publicKey(SdkBytes.fromByteArrayUnsafe(pair.getPublic().getEncoded()))
                .privateKeyCiphertextBlob(sealed.ciphertext())
                .keyMaterialId(sealed.materialId())
                .build();
    }

    private KmsKey key(
            Call call,
            String keyId,
            DataKeyPairSpec spec,
            Map<String, String> context,
            Collection<String> grantTokens) {
        KmsKey key = use.key(
                call,
                keyId,
                ENCRYPT_DECRYPT,
                grantTokens,
                KeyConditions.none()
                        .context(context)
                        .with("kms:DataKeyPairSpec", spec)
                        .with("kms:EncryptionAlgorithm", EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT));
        Encryption.check(key, EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT, context);
        switch (spec) {
            case RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521 -> {}
            default ->
                throw KmsError.UNSUPPORTED.of(
                        "KeyPairSpec %s is not supported by the cryptography of this cloud.", spec);
        }
        return key;
    }
}
