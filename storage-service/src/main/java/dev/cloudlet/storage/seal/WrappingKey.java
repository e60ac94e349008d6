package dev.cloudlet.storage.seal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that encrypts data keys, so that they can be kept beside what they protect:
 *
 * <pre>form (1 byte) · nonce (12) · data key (32) · tag (16)</pre>
 *
 * <p>A wrapped key opens only for the blob that it was wrapped for.
 */
public final class WrappingKey {
    private static final byte FORM = 1;
    private static final int ETAG_BYTES = 16;
    private static final int HEAD = 1 + Gcm.NONCE_BYTES;
    private static final int LENGTH = HEAD + Gcm.KEY_BYTES + Gcm.TAG_BYTES;

    private final SecretKey key;
    private final SecureRandom random;

    /** @param bytes 32 of them, secret */
    public WrappingKey(byte[] bytes, SecureRandom random) {
        if (bytes.length != Gcm.KEY_BYTES) {
            throw new IllegalArgumentException("a wrapping key has 32 bytes");
        }
        this.key = new SecretKeySpec(bytes, "AES");
        this.random = random;
    }

    /** A new data key. */
    public DataKey newDataKey() {
        return DataKey.fresh(random);
    }

    /** The data key as it may be kept. */
    public byte[] wrap(UUID blob, DataKey dataKey) {
        byte[] nonce = new byte[Gcm.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] wrapped = new byte[LENGTH];
        wrapped[0] = FORM;
        System.arraycopy(nonce, 0, wrapped, 1, nonce.length);
        new Gcm().encrypt(key, nonce, about(blob), dataKey.bytes(), 0, Gcm.KEY_BYTES, wrapped, HEAD);
        return wrapped;
    }

    /** The data key that was wrapped by this key for this blob. */
    public DataKey unwrap(UUID blob, byte[] wrapped) throws DamagedException {
        if (wrapped.length != LENGTH || wrapped[0] != FORM) {
            throw new DamagedException("the key of blob " + blob + " has an unknown form");
        }
        byte[] nonce = new byte[Gcm.NONCE_BYTES];
        System.arraycopy(wrapped, 1, nonce, 0, nonce.length);
        byte[] dataKey = new byte[Gcm.KEY_BYTES];
        new Gcm().decrypt(key, nonce, about(blob), wrapped, HEAD, LENGTH - HEAD, dataKey, 0);
        return new DataKey(dataKey);
    }

    /**
     * An ETag, without quotes, for bytes of this MD5: the same for the same bytes and key, and telling nothing of either.
     *
     * @param md5 in hexadecimal
     */
    public String etag(String md5) {
        return HexFormat.of().formatHex(Hmac.of(key.getEncoded(), "etag " + md5), 0, ETAG_BYTES);
    }

    private static byte[] about(UUID blob) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(blob.getMostSignificantBits())
                .putLong(blob.getLeastSignificantBits())
                .array();
    }
}
