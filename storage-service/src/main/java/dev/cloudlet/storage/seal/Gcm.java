package dev.cloudlet.storage.seal;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM on arrays. One thread's own. */
final class Gcm {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private final Cipher cipher;

    Gcm() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Encrypts, and says how many bytes that made: with the tag, sixteen more. Source and target may be the same place. */
    int encrypt(SecretKey key, byte[] nonce, byte[] about, byte[] from, int at, int count, byte[] to, int toAt) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
            cipher.updateAAD(about);
            return cipher.doFinal(from, at, count, to, toAt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not encrypt", e);
        }
    }

    /** Decrypts into another place, and says how many bytes that made; throws if they are not those that were encrypted. */
    int decrypt(SecretKey key, byte[] nonce, byte[] about, byte[] from, int at, int count, byte[] to, int toAt)
            throws DamagedException {
        if (count < TAG_BYTES) {
            throw new DamagedException("encrypted bytes are too few");
        }
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
            cipher.updateAAD(about);
            return cipher.doFinal(from, at, count, to, toAt);
        } catch (AEADBadTagException e) {
            throw new DamagedException("encrypted bytes are not those that were written");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not decrypt", e);
        }
    }
}
