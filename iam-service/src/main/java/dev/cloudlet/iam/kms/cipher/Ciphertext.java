package dev.cloudlet.iam.kms.cipher;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Encrypt gives out, taken apart: it names the account, the key and the version of its material, so that Decrypt needs
 * no key. A multi-Region key has the same id everywhere; hence no Region.
 *
 * @param header all that is before the sealed message; it is sealed with it as associated data
 * @param sealed the message and its tag
 */
public record Ciphertext(
        String account, String keyId, int version, byte[] salt, byte[] nonce, byte[] header, byte[] sealed) {
    static final int SALT_BYTES = 16;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final byte FORMAT = 1;
    private static final String MULTI_REGION = "mrk-";
    private static final int HEADER_BYTES = 2 + 8 + 16 + 4 + SALT_BYTES + NONCE_BYTES;
    private static final long FIRST_NO_ACCOUNT = 1_000_000_000_000L;

    static byte[] header(String account, String keyId, int version, byte[] salt, byte[] nonce) {
        boolean multiRegion = keyId.startsWith(MULTI_REGION);
        UUID id = multiRegion ? uuid(keyId.substring(MULTI_REGION.length())) : UUID.fromString(keyId);
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(FORMAT)
                .put((byte) (multiRegion ? 1 : 0))
                .putLong(Long.parseLong(account))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(version)
                .put(salt)
                .put(nonce)
                .array();
    }

    /** Null for what cannot be a ciphertext of ours. */
    public static @Nullable Ciphertext parse(byte[] blob) {
        if (blob.length < HEADER_BYTES + TAG_BYTES) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(blob);
        byte format = bytes.get();
        byte multiRegion = bytes.get();
        long account = bytes.getLong();
        UUID id = new UUID(bytes.getLong(), bytes.getLong());
        int version = bytes.getInt();
        if (format != FORMAT || multiRegion < 0 || multiRegion > 1 || account < 0 || account >= FIRST_NO_ACCOUNT) {
            return null;
        }
        String keyId = multiRegion == 1 ? MULTI_REGION + id.toString().replace("-", "") : id.toString();
        return new Ciphertext(
                String.format(Locale.ROOT, "%012d", account),
                keyId,
                version,
                next(bytes, SALT_BYTES),
                next(bytes, NONCE_BYTES),
                Arrays.copyOf(blob, HEADER_BYTES),
                next(bytes, bytes.remaining()));
    }

    private static byte[] next(ByteBuffer bytes, int length) {
        byte[] next = new byte[length];
        bytes.get(next);
        return next;
    }

    private static UUID uuid(String hex) {
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }
}
