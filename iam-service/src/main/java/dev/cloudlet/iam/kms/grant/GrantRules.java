package dev.cloudlet.iam.kms.grant;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.key.KeyGrant.Constraints;
import dev.cloudlet.iam.kms.key.KmsKey;
import java.util.List;
import java.util.Set;

/**
 * What may be granted on which kind of key.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-grant-operations">Grant operations</a>
 */
final class GrantRules {
    private static final Set<String> ANY = Set.of("CreateGrant", "DescribeKey", "RetireGrant");
    private static final Set<String> SYMMETRIC = Set.of(
            "Decrypt",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "ReEncryptFrom",
            "ReEncryptTo");
    private static final Set<String> RSA_ENCRYPTION =
            Set.of("Decrypt", "Encrypt", "GetPublicKey", "ReEncryptFrom", "ReEncryptTo");
    private static final Set<String> SIGNING = Set.of("GetPublicKey", "Sign", "Verify");
    private static final Set<String> MAC = Set.of("GenerateMac", "VerifyMac");
    private static final Set<String> AGREEMENT = Set.of("DeriveSharedSecret", "GetPublicKey");

    private GrantRules() {}

    static void check(KmsKey key, List<String> operations, Constraints constraints) {
        if (operations.isEmpty()) {
            throw KmsError.VALIDATION.of("A grant has at least one operation.");
        }
        Set<String> possible = possible(key);
        for (String operation : operations) {
            if (!ANY.contains(operation) && !possible.contains(operation)) {
                throw KmsError.VALIDATION.of(
                        "Grant operation %s is not supported by a key of the spec %s and the usage %s.",
                        operation, key.spec(), key.usage());
            }
        }
        if (!constraints.none() && !key.symmetric()) {
            throw KmsError.VALIDATION.of("Grant constraints are supported only on symmetric encryption keys.");
        }
    }

    private static Set<String> possible(KmsKey key) {
        return switch (key.usage()) {
            case ENCRYPT_DECRYPT -> key.symmetric() ? SYMMETRIC : RSA_ENCRYPTION;
            case SIGN_VERIFY -> SIGNING;
            case GENERATE_VERIFY_MAC -> MAC;
            case KEY_AGREEMENT -> AGREEMENT;
            case UNKNOWN_TO_SDK_VERSION -> Set.of();
        };
    }
}
