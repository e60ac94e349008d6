package dev.cloudlet.signature;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A body whose SHA-256 was signed: at its end throws {@link SignatureException} ({@link Reason#CONTENT_SHA256_MISMATCH})
 * if it was another body. What was read before the end is not trustworthy until then.
 */
public final class HashCheckedInputStream extends FilterInputStream {

    private final MessageDigest digest = Digests.sha256();
    private final String expected;
    /** Kept, so that reading on after a mismatch fails again: the digest has started over by then. */
    private String computed = "";

    /**
     * Checks a body.
     *
     * @param expected lower-case hex SHA-256
     */
    public HashCheckedInputStream(InputStream body, String expected) {
        super(body);
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            digest.update(buffer, offset, count);
        } else if (count < 0) {
            check();
        }
        return count;
    }

    /** Reads on rather than skips: every byte counts. */
    @Override
    public long skip(long count) throws IOException {
        return readNBytes(Math.clamp(count, 0, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    static SignatureException mismatch(String claimed, String computed) {
        return SignatureException.of(Reason.CONTENT_SHA256_MISMATCH)
                .with("ClientComputedContentSHA256", claimed)
                .with("S3ComputedContentSHA256", computed);
    }

    private void check() {
        if (computed.isEmpty()) {
            computed = Digests.hex(digest.digest());
        }
        if (!Digests.constantTimeEquals(computed, expected)) {
            throw mismatch(expected, computed);
        }
    }
}
