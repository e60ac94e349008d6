package dev.cloudlet.kit.form;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the parts of a multipart body one after the other, in bounded memory. One thread's own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1">RFC 2046, multipart</a>
 */
final class MultipartReader {
    private static final int BUFFER = 64 << 10;
    private static final int NOT_FOUND = -1;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    /** Where in the buffer the part ends. */
    private int delimiterAt = NOT_FOUND;

    private boolean ended;

    MultipartReader(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter begins the body: as if there were a line before it.
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /** Goes to the next part, over what is left of this one; says no after the last. */
    boolean next() throws IOException {
        while (read(new byte[BUFFER], 0, BUFFER) >= 0) {
            // Nobody wants it.
        }
        start = delimiterAt + delimiter.length;
        find();
        String after = "" + take() + take();
        if (after.equals("--")) {
            return false;
        }
        if (!after.equals("\r\n")) {
            throw FormError.MALFORMED.error();
        }
        return true;
    }

    /** A line of the head of a part, without its end; empty at the end of the head. */
    String line(int most) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < 2 || line.charAt(line.length() - 1) != '\n') {
            if (line.length() > most) {
                throw FormError.TOO_MUCH_BEFORE_FILE.error();
            }
            line.append(take());
        }
        if (line.charAt(line.length() - 2) != '\r') {
            throw FormError.MALFORMED.error();
        }
        return line.substring(0, line.length() - 2);
    }

    /** Some bytes of the part, -1 at its end. */
    int read(byte[] into, int offset, int length) throws IOException {
        while (true) {
            int safe = delimiterAt != NOT_FOUND ? delimiterAt - start : end - start - delimiter.length + 1;
            if (safe > 0) {
                int count = Math.min(length, safe);
                System.arraycopy(buffer, start, into, offset, count);
                start += count;
                return count;
            }
            if (delimiterAt != NOT_FOUND) {
                return -1;
            }
            fill();
        }
    }

    private char take() throws IOException {
        while (start == end) {
            fill();
        }
        char taken = (char) (buffer[start++] & 0xff);
        if (delimiterAt != NOT_FOUND && delimiterAt < start) {
            find();
        }
        return taken;
    }

    private void fill() throws IOException {
        if (ended) {
            throw FormError.MALFORMED.error();
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int count = in.read(buffer, end, buffer.length - end);
        ended = count < 0;
        end += Math.max(count, 0);
        find();
    }

    private void find() {
        for (int at = start; at <= end - delimiter.length; at++) {
            int same = 0;
            while (same < delimiter.length && buffer[at + same] == delimiter[same]) {
                same++;
            }
            if (same == delimiter.length) {
                delimiterAt = at;
                return;
            }
        }
        delimiterAt = NOT_FOUND;
    }
}
