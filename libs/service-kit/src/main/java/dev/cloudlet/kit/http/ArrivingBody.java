package dev.cloudlet.kit.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request while it arrives. It is asked for at the first read: a client who sent {@code Expect: 100-continue} does not
 * send gigabytes that are refused. A small one, and one once asked for, is read to its end before the answer: most clients do not look at an
 * answer before they have sent everything, the JDK's throws away what comes instead of "100 Continue", and all see a broken connection
 * where they should see the error. One thread's own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-expect">RFC 9110, Expect</a>
 */
final class ArrivingBody extends InputStream {
    /** More is not waited for: what a client goes on sending after that costs it the connection. */
    static final long MOST_UNREAD = 8 << 20;

    /** Sending this much is cheaper than a connection. */
    static final long SMALL = 1 << 20;

    private static final int CHUNK = 16 << 10;

    private final Supplier<InputStream> body;
    private final long length;
    private @Nullable InputStream begun;
    private boolean ended;

    /** @param length in bytes, negative if it was not stated */
    ArrivingBody(Supplier<InputStream> body, long length) {
        this.body = body;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = begun().read(into, offset, length);
        ended |= read < 0;
        return read;
    }

    @Override
    public int available() throws IOException {
        return begun == null || ended ? 0 : begun.available();
    }

    /** Reads what is left, up to the limit, and lets go of it. */
    @Override
    public void close() throws IOException {
        boolean small = length >= 0 && length <= SMALL;
        if (begun == null && !small) {
            return;
        }
        try (InputStream last = begun()) {
            byte[] unread = new byte[CHUNK];
            for (long left = MOST_UNREAD; !ended && left > 0; ) {
                int read = last.read(unread);
                ended = read < 0;
                left -= read;
            }
        }
    }

    private InputStream begun() {
        if (begun == null) {
            begun = body.get();
        }
        return begun;
    }
}
