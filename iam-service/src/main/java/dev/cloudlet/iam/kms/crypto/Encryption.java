package dev.cloudlet.iam.kms.crypto;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.key.KmsKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/** Encrypts with whichever algorithm a key has. */
@Component
class Encryption {
    private final SymmetricKeys symmetric;
    private final RsaKeys rsa;

    Encryption(SymmetricKeys symmetric, RsaKeys rsa) {
        this.symmetric = symmetric;
        this.rsa = rsa;
    }

    static EncryptionAlgorithmSpec algorithm(@Nullable EncryptionAlgorithmSpec asked) {
        return asked == null ? EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT : asked;
    }

    /** Returns if the key can do this. */
    static void check(KmsKey key, EncryptionAlgorithmSpec algorithm, Map<String, String> context) {
        boolean possible =
                switch (algorithm) {
                    case SYMMETRIC_DEFAULT -> key.symmetric();
                    case RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256 -> !key.symmetric();
                    case SM2_PKE, UNKNOWN_TO_SDK_VERSION -> false;
                };
        if (!possible) {
            throw KmsError.INVALID_KEY_USAGE.of(
                    "Algorithm %s is incompatible with key spec %s.", algorithm, key.spec());
        }
        if (!key.symmetric() && !context.isEmpty()) {
            throw KmsError.VALIDATION.of(
                    "EncryptionContext is not supported with the encryption algorithm %s.", algorithm);
        }
    }

    SymmetricKeys.Sealed encrypt(
            KmsKey key, EncryptionAlgorithmSpec algorithm, byte[] plaintext, Map<String, String> context, Instant now) {
        return key.symmetric() ? symmetric.seal(key, plaintext, context, now) : rsa.encrypt(key, algorithm, plaintext);
    }
}
