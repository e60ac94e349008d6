package dev.cloudlet.iam.kms.lifecycle;

import static software.amazon.awssdk.services.kms.model.KeyUsageType.ENCRYPT_DECRYPT;
import static software.amazon.awssdk.services.kms.model.KeyUsageType.GENERATE_VERIFY_MAC;
import static software.amazon.awssdk.services.kms.model.KeyUsageType.KEY_AGREEMENT;
import static software.amazon.awssdk.services.kms.model.KeyUsageType.SIGN_VERIFY;

import dev.cloudlet.iam.kms.KmsError;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * Which kinds of keys are for what.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key spec reference</a>
 */
final class KeySpecs {
    private KeySpecs() {}

    /** What CreateKey asks for. */
    record Wanted(KeySpec spec, KeyUsageType usage) {}

    // Clients from before KeySpec send the deprecated member.
    @SuppressWarnings("deprecation")
    static Wanted wanted(CreateKeyRequest request) {
        if (request.keySpecAsString() != null && request.customerMasterKeySpecAsString() != null) {
            throw KmsError.VALIDATION.of(
                    "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.");
        }
        String asked =
                request.keySpecAsString() != null ? request.keySpecAsString() : request.customerMasterKeySpecAsString();
        KeySpec spec = asked == null ? KeySpec.SYMMETRIC_DEFAULT : KeySpec.fromValue(asked);
        return new Wanted(spec, usage(spec, request.keyUsage()));
    }

    private static KeyUsageType usage(KeySpec spec, @Nullable KeyUsageType asked) {
        Set<KeyUsageType> possible = possible(spec);
        if (asked == null) {
            if (spec != KeySpec.SYMMETRIC_DEFAULT) {
                throw KmsError.VALIDATION.of(
                        "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
            }
            return ENCRYPT_DECRYPT;
        }
        if (!possible.contains(asked)) {
            throw KmsError.VALIDATION.of("KeyUsage %s is not compatible with KeySpec %s", asked, spec);
        }
        return asked;
    }

    private static Set<KeyUsageType> possible(KeySpec spec) {
        return switch (spec) {
            case SYMMETRIC_DEFAULT -> Set.of(ENCRYPT_DECRYPT);
            case RSA_2048, RSA_3072, RSA_4096 -> Set.of(ENCRYPT_DECRYPT, SIGN_VERIFY);
            case ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521 -> Set.of(SIGN_VERIFY, KEY_AGREEMENT);
            case HMAC_224, HMAC_256, HMAC_384, HMAC_512 -> Set.of(GENERATE_VERIFY_MAC);
            case SM2 -> throw KmsError.UNSUPPORTED.of("KeySpec SM2 is supported only in the China Regions.");
            case ECC_SECG_P256_K1, ML_DSA_44, ML_DSA_65, ML_DSA_87, ECC_NIST_EDWARDS25519, UNKNOWN_TO_SDK_VERSION ->
                throw KmsError.UNSUPPORTED.of("KeySpec %s is not supported by the cryptography of this cloud.", spec);
        };
    }
}
