package dev.cloudlet.iam.kms.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a key's material.
 *
 * @param id 64 hexadecimal digits
 * @param sealed what {@link dev.cloudlet.iam.kms.cipher.RootKey} opens; null when imported material has expired or was deleted
 * @param publicKey of a pair, as SubjectPublicKeyInfo in DER
 * @param expires of imported material, null when it does not
 */
public record Material(
        String keyId,
        int version,
        String id,
        Kind kind,
        byte @Nullable [] sealed,
        byte @Nullable [] publicKey,
        Instant created,
        @Nullable Instant expires,
        @Nullable String description) {

    /** Why there is this version. */
    public enum Kind {
        FIRST,
        AUTOMATIC,
        ON_DEMAND
    }

    /** Whether it can be used at that time. */
    public boolean there(Instant now) {
        return sealed != null && (expires == null || now.isBefore(expires));
    }

    /** Leaves the material out, sealed as it is. */
    @Override
    public String toString() {
        return "Material[" + keyId + " " + version + "]";
    }
}
