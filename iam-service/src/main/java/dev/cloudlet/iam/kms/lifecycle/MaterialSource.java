package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.cipher.KeyPairs;
import dev.cloudlet.iam.kms.cipher.MessageCipher;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.Material;
import dev.cloudlet.iam.kms.key.Material.Kind;
import dev.cloudlet.iam.kms.key.Materials;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Makes new material. It is stored sealed, and nowhere else. */
@Component
class MaterialSource {
    private static final int ID_BYTES = 32;

    private final Materials materials;
    private final MessageCipher random;

    MaterialSource(Materials materials, MessageCipher random) {
        this.materials = materials;
        this.random = random;
    }

    /** The next version for a key; which version encrypts is for the caller to say. */
    void make(KmsKey key, int version, Kind kind, Instant now) {
        String id = newId();
        switch (key.spec()) {
            case SYMMETRIC_DEFAULT -> bytes(key, version, id, kind, now, 32);
            case HMAC_224 -> bytes(key, version, id, kind, now, 28);
            case HMAC_256 -> bytes(key, version, id, kind, now, 32);
            case HMAC_384 -> bytes(key, version, id, kind, now, 48);
            case HMAC_512 -> bytes(key, version, id, kind, now, 64);
            case RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521 -> {
                KeyPair pair = KeyPairs.generate(key.spec().toString());
                materials.add(
                        key,
                        new Material(
                                key.id(),
                                version,
                                id,
                                kind,
                                null,
                                pair.getPublic().getEncoded(),
                                now,
                                null,
                                null),
                        pair.getPrivate().getEncoded());
            }
            case ECC_SECG_P256_K1,
                    SM2,
                    ML_DSA_44,
                    ML_DSA_65,
                    ML_DSA_87,
                    ECC_NIST_EDWARDS25519,
                    UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("no key of the kind " + key.spec() + " can have been made");
        }
    }

    String newId() {
        return HexFormat.of().formatHex(random.random(ID_BYTES));
    }

    private void bytes(KmsKey key, int version, String id, Kind kind, Instant now, int length) {
        materials.add(
                key, new Material(key.id(), version, id, kind, null, null, now, null, null), random.random(length));
    }
}
