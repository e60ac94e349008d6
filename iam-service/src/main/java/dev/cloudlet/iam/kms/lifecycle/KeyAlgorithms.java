package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.key.KmsKey;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** What a key can do, as DescribeKey tells. */
public final class KeyAlgorithms {
    private KeyAlgorithms() {}

    /** Sets the members that name algorithms. */
    public static void describe(KmsKey key, KeyMetadata.Builder view) {
        switch (key.usage()) {
            case ENCRYPT_DECRYPT -> {
                if (key.symmetric()) {
                    view.encryptionAlgorithms(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
                } else {
                    view.encryptionAlgorithms(
                            EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1, EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256);
                }
            }
            case SIGN_VERIFY -> view.signingAlgorithms(signing(key.spec()));
            case GENERATE_VERIFY_MAC -> view.macAlgorithms(mac(key.spec()));
            case KEY_AGREEMENT -> view.keyAgreementAlgorithms(KeyAgreementAlgorithmSpec.ECDH);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("a key of no usage: " + key.arn());
        }
    }

    private static SigningAlgorithmSpec[] signing(KeySpec spec) {
        return switch (spec) {
            case ECC_NIST_P256 -> new SigningAlgorithmSpec[] {SigningAlgorithmSpec.ECDSA_SHA_256};
            case ECC_NIST_P384 -> new SigningAlgorithmSpec[] {SigningAlgorithmSpec.ECDSA_SHA_384};
            case ECC_NIST_P521 -> new SigningAlgorithmSpec[] {SigningAlgorithmSpec.ECDSA_SHA_512};
            case RSA_2048, RSA_3072, RSA_4096 ->
                new SigningAlgorithmSpec[] {
                    SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256,
                    SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_384,
                    SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_512,
                    SigningAlgorithmSpec.RSASSA_PSS_SHA_256,
                    SigningAlgorithmSpec.RSASSA_PSS_SHA_384,
                    SigningAlgorithmSpec.RSASSA_PSS_SHA_512
                };
            default -> throw new IllegalStateException("a key that cannot sign: " + spec);
        };
    }

    private static MacAlgorithmSpec mac(KeySpec spec) {
        return switch (spec) {
            case HMAC_224 -> MacAlgorithmSpec.HMAC_SHA_224;
            case HMAC_256 -> MacAlgorithmSpec.HMAC_SHA_256;
            case HMAC_384 -> MacAlgorithmSpec.HMAC_SHA_384;
            case HMAC_512 -> MacAlgorithmSpec.HMAC_SHA_512;
            default -> throw new IllegalStateException("a key without MAC: " + spec);
        };
    }
}
