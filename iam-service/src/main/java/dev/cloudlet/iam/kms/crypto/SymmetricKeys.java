package dev.cloudlet.iam.kms.crypto;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.cipher.Ciphertext;
import dev.cloudlet.iam.kms.cipher.MessageCipher;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.Material;
import dev.cloudlet.iam.kms.key.Materials;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkBytes;

/** Seals and opens messages with the material of symmetric keys. */
@Component
public class SymmetricKeys {
    private final Materials materials;
    private final MessageCipher cipher;

    SymmetricKeys(Materials materials, MessageCipher cipher) {
        this.materials = materials;
        this.cipher = cipher;
    }

    /** A ciphertext, and the material that it was made with. */
    public record Sealed(SdkBytes ciphertext, String materialId) {}

    /** A plaintext, and the material that it was sealed with. Says nothing of the plaintext in a log. */
    public record Opened(byte[] plaintext, String materialId) {
        @Override
        public String toString() {
            return "Opened[" + materialId + "]";
        }
    }

    /** With the material that encrypts now. */
    public Sealed seal(KmsKey key, byte[] plaintext, Map<String, String> context, Instant now) {
        Material material = usable(key, materials.find(key, key.version()), now);
        byte[] secret = materials.open(key, material);
        try {
            byte[] blob = cipher.seal(key.account(), key.id(), material.version(), secret, plaintext, context);
            return new Sealed(SdkBytes.fromByteArrayUnsafe(blob), material.id());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** With the material that the ciphertext names, of whatever age. */
    public Opened open(KmsKey key, Ciphertext ciphertext, Map<String, String> context, Instant now) {
        Material named = materials.find(key, ciphertext.version());
        if (named == null) {
            throw KmsError.INVALID_CIPHERTEXT.of("");
        }
        Material material = usable(key, named, now);
        byte[] secret = materials.open(key, material);
        try {
            byte[] plaintext = cipher.open(ciphertext, secret, context);
            if (plaintext == null) {
                throw KmsError.INVALID_CIPHERTEXT.of("");
            }
            return new Opened(plaintext, material.id());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Random bytes that are fit for a key. */
    public byte[] random(int length) {
        return cipher.random(length);
    }

    private static Material usable(KmsKey key, @Nullable Material material, Instant now) {
        if (material == null || !material.there(now)) {
            throw KmsError.INVALID_STATE.of("%s is pending import.", key.arn());
        }
        return material;
    }
}
