package dev.cloudlet.storage.seal;

import java.nio.ByteBuffer;

/**
 * How a blob's bytes are encrypted: in segments, each by itself, so that a range can be read without what is before it. The nonce
 * of a segment is its number and whether it is the last: one that is changed, moved or missing at the end is found.
 */
public final class Segments {
    /** Bytes of a blob in each segment but the last, which may have fewer. */
    public static final int PLAIN = 64 << 10;

    /** The same, stored. */
    public static final int SEALED = PLAIN + Gcm.TAG_BYTES;

    private static final byte[] NOTHING = {};

    private final DataKey key;
    private final Gcm gcm = new Gcm();

    /** Of one blob, in one thread. */
    public Segments(DataKey key) {
        this.key = key;
    }

    /** How many bytes are stored for so many of a blob. */
    public static long sealedLength(long plain) {
        return plain + Math.max(1, (plain + PLAIN - 1) / PLAIN) * Gcm.TAG_BYTES;
    }

    /** The number of the last segment of so many stored bytes. */
    public static long last(long sealedLength) {
        return Math.max(0, (sealedLength - 1) / SEALED);
    }

    /** Encrypts in place the first bytes of a buffer that has room for a tag; returns how many they are now. */
    public int seal(long number, boolean last, byte[] buffer, int count) {
        return gcm.encrypt(key.key(), nonce(number, last), NOTHING, buffer, 0, count, buffer, 0);
    }

    /** Decrypts one stored segment into another buffer; returns how many bytes it has. */
    public int open(long number, boolean last, byte[] sealed, int count, byte[] into, int at) throws DamagedException {
        return gcm.decrypt(key.key(), nonce(number, last), NOTHING, sealed, 0, count, into, at);
    }

    private static byte[] nonce(long number, boolean last) {
        return ByteBuffer.allocate(Gcm.NONCE_BYTES)
                .putLong(number)
                .putInt(last ? 1 : 0)
                .array();
    }
}
