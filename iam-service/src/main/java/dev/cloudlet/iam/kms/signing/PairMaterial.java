package dev.cloudlet.iam.kms.signing;

import dev.cloudlet.iam.kms.cipher.KeyPairs;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.Material;
import dev.cloudlet.iam.kms.key.Materials;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The one pair of an asymmetric key, or the one secret of an HMAC key: they are never rotated. */
@Component
class PairMaterial {
    private final Materials materials;

    PairMaterial(Materials materials) {
        this.materials = materials;
    }

    PrivateKey privateKey(KmsKey key) {
        return KeyPairs.privateKey(key.spec().toString(), secret(key));
    }

    PublicKey publicKey(KmsKey key) {
        try {
            return KeyPairs.publicKey(key.spec().toString(), encoded(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the public key of " + key.arn() + " is none", e);
        }
    }

    /** As SubjectPublicKeyInfo in DER. */
    byte[] encoded(KmsKey key) {
        return Objects.requireNonNull(material(key).publicKey());
    }

    byte[] secret(KmsKey key) {
        return materials.open(key, material(key));
    }

    private Material material(KmsKey key) {
        return Objects.requireNonNull(materials.find(key, key.version()));
    }
}
