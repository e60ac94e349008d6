package dev.cloudlet.iam.kms.cipher;

import dev.cloudlet.iam.accesskey.KeyFile;
import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.kit.app.CloudletSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The key that all key material is sealed with. It is in a file of the data directory, beside the database and never in it, for
 * the owner alone; who loses it has lost every KMS key, and what they encrypted.
 */
@Component
public class RootKey {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable SecretKeySpec known;

    @Autowired
    RootKey(CloudletSettings settings) {
        this(settings.data().resolve("iam").resolve("kms-root.key"));
    }

    RootKey(Path file) {
        this.file = file;
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** Makes it, if it is not there. Only for a cloud without any sealed material: what another one sealed it would not open. */
    public void make() {
        known = new SecretKeySpec(KeyFile.read(file), "AES");
    }

    /** Nonce, ciphertext and tag; it opens for the same purpose only. */
    public byte[] seal(String purpose, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("key material could not be sealed", e);
        }
    }

    /** Null when it was sealed with another key or for another purpose, or has been changed. */
    public byte @Nullable [] open(String purpose, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            return null;
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, purpose)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKeySpec key() {
        SecretKeySpec key = known;
        if (key == null) {
            if (!Files.exists(file)) {
                throw KmsError.KEY_UNAVAILABLE.of(
                        "The root key of this cloud's KMS is not at %s. Put the file back, or reset the cloud.", file);
            }
            key = new SecretKeySpec(KeyFile.read(file), "AES");
            known = key;
        }
        return key;
    }
}
