package dev.cloudlet.iam.kms.crypto;

import static software.amazon.awssdk.services.kms.model.KeyUsageType.ENCRYPT_DECRYPT;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.cipher.Ciphertext;
import dev.cloudlet.iam.kms.key.GrantTokens;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.kit.call.Call;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/** Finds the key of a ciphertext, which names it, and opens it. */
@Component
public class Decryption {
    private final KeyAccess access;
    private final GrantTokens tokens;
    private final SymmetricKeys symmetric;
    private final RsaKeys rsa;

    Decryption(KeyAccess access, GrantTokens tokens, SymmetricKeys symmetric, RsaKeys rsa) {
        this.access = access;
        this.tokens = tokens;
        this.symmetric = symmetric;
        this.rsa = rsa;
    }

    /**
     * What is to be decrypted.
     *
     * @param keyId null for the key that the ciphertext names
     */
    public record Wanted(
            @Nullable String keyId,
            byte[] ciphertext,
            EncryptionAlgorithmSpec algorithm,
            Map<String, String> context,
            Collection<String> grantTokens) {}

    /**
     * What is to be decrypted, with its key, which the caller may use.
     *
     * @param named null for an asymmetric key, whose ciphertexts name none
     */
    public record Source(
            KmsKey key, Wanted wanted, @Nullable Ciphertext named) {}

    static byte[] required(@Nullable SdkBytes ciphertext) {
        if (ciphertext == null) {
            throw KmsError.VALIDATION.of(
                    "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be"
                            + " null");
        }
        return ciphertext.asByteArrayUnsafe();
    }

    public Source find(Call call, String action, Wanted wanted, KeyConditions conditions) {
        tokens.check(wanted.grantTokens());
        conditions.context(wanted.context()).with("kms:EncryptionAlgorithm", wanted.algorithm());
        return wanted.algorithm() == EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT
                ? bySelf(call, action, wanted, conditions)
                : byName(call, action, wanted, conditions);
    }

    private Source bySelf(Call call, String action, Wanted wanted, KeyConditions conditions) {
        Ciphertext ciphertext = Ciphertext.parse(wanted.ciphertext());
        KmsKey key;
        if (wanted.keyId() != null) {
            key = usable(access.use(call, action, wanted.keyId(), conditions), action, wanted);
        } else if (ciphertext == null) {
            throw KmsError.INVALID_CIPHERTEXT.of("");
        } else {
            key = named(call, action, ciphertext);
            access.require(call, action, key, conditions);
            usable(key, action, wanted);
        }
        if (ciphertext == null) {
            throw KmsError.INVALID_CIPHERTEXT.of("");
        }
        if (!key.id().equals(ciphertext.keyId()) || !key.account().equals(ciphertext.account())) {
            throw KmsError.INCORRECT_KEY.of(
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        return new Source(key, wanted, ciphertext);
    }

    private Source byName(Call call, String action, Wanted wanted, KeyConditions conditions) {
        if (wanted.keyId() == null) {
            throw KmsError.VALIDATION.of("KeyId is required with the encryption algorithm %s.", wanted.algorithm());
        }
        KmsKey key = usable(access.use(call, action, wanted.keyId(), conditions), action, wanted);
        return new Source(key, wanted, null);
    }

    private KmsKey named(Call call, String action, Ciphertext ciphertext) {
        KmsKey key = access.here(call, ciphertext.account(), ciphertext.keyId());
        if (key == null) {
            throw KmsError.ACCESS_DENIED.of(
                    "User: %s is not authorized to perform: %s on the resource associated with this ciphertext because the"
                            + " resource does not exist in this Region, no resource-based policies allow access, or a"
                            + " resource-based policy explicitly denies access",
                    call.principal().arn(), action);
        }
        return key;
    }

    private static KmsKey usable(KmsKey key, String action, Wanted wanted) {
        key.requireEnabled();
        key.requireUsage(ENCRYPT_DECRYPT, action.substring("kms:".length()));
        Encryption.check(key, wanted.algorithm(), wanted.context());
        return key;
    }

    /** The plaintext. */
    public SymmetricKeys.Opened open(Source source, Instant now) {
        return source.named() == null
                ? rsa.decrypt(
                        source.key(),
                        source.wanted().algorithm(),
                        source.wanted().ciphertext())
                : symmetric.open(source.key(), source.named(), source.wanted().context(), now);
    }
}
