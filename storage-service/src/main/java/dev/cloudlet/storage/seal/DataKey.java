package dev.cloudlet.storage.seal;

import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that the bytes of one blob are encrypted with, and nothing else: so a segment's number will do as its nonce. */
public final class DataKey {
    private final byte[] bytes;
    private final SecretKey key;

    DataKey(byte[] bytes) {
        this.bytes = bytes;
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** A new one. */
    public static DataKey fresh(SecureRandom random) {
        byte[] bytes = new byte[Gcm.KEY_BYTES];
        random.nextBytes(bytes);
        return new DataKey(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    SecretKey key() {
        return key;
    }
}
