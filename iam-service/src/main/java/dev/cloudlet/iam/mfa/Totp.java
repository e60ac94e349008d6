package dev.cloudlet.iam.mfa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes of six digits, another one every thirty seconds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>
 */
final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    /** How many steps a device's clock may be off, to either side. */
    private static final int DRIFT = 1;

    private final byte[] seed;

    Totp(byte[] seed) {
        this.seed = seed.clone();
    }

    /** The code of one step of thirty seconds. */
    String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            ByteBuffer hash = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
            int offset = hash.get(hash.capacity() - 1) & 0xf;
            return "%06d".formatted((hash.getInt(offset) & Integer.MAX_VALUE) % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-1", e);
        }
    }

    /** The step that a code belongs to, near that time and later than the last step that was used: a code is good once. */
    OptionalLong step(String code, Instant time, long lastUsed) {
        return near(code, time, lastUsed, DRIFT);
    }

    /**
     * The step of the second of two codes that follow each other.
     *
     * @param drift how many steps the device's clock may be off, to either side
     */
    OptionalLong second(String first, String second, Instant time, long lastUsed, int drift) {
        OptionalLong step = near(first, time, lastUsed, drift);
        return step.isPresent() && equal(code(step.getAsLong() + 1), second)
                ? OptionalLong.of(step.getAsLong() + 1)
                : OptionalLong.empty();
    }

    private OptionalLong near(String code, Instant time, long lastUsed, int drift) {
        long now = step(time);
        OptionalLong found = OptionalLong.empty();
        for (long step = now - drift; step <= now + drift; step++) {
            if (equal(code(step), code) && step > lastUsed) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The step of thirty seconds that a time is in. */
    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
