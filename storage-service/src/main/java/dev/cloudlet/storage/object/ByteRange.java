package dev.cloudlet.storage.object;

import dev.cloudlet.storage.S3Error;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object that are asked for.
 *
 * @param from the first byte
 * @param count at least 1
 */
record ByteRange(long from, long count) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,19})-(\\d{0,19})", Pattern.CASE_INSENSITIVE);

    /**
     * The range of a header, or null for the whole object: absent, several ranges at once, or no range at all, which S3 ignores.
     *
     * @throws dev.cloudlet.protocol.AwsException InvalidRange, for a range outside of the object
     */
    static @Nullable ByteRange of(@Nullable String header, long size) {
        if (header == null) {
            return null;
        }
        Matcher m = SINGLE.matcher(header.strip());
        if (!m.matches() || (m.group(1).isEmpty() && m.group(2).isEmpty())) {
            return null;
        }
        if (m.group(1).isEmpty()) {
            long suffix = Math.min(number(m.group(2)), size);
            return satisfiable(header, size - suffix, suffix, size);
        }
        long from = number(m.group(1));
        long last = m.group(2).isEmpty() ? Long.MAX_VALUE : number(m.group(2));
        if (last < from) {
            return null;
        }
        return satisfiable(header, from, Math.min(last, size - 1) - from + 1, size);
    }

    private static ByteRange satisfiable(String header, long from, long count, long size) {
        if (from >= size || count <= 0) {
            throw S3Error.INVALID_RANGE
                    .error()
                    .with("RangeRequested", header)
                    .with("ActualObjectSize", Long.toString(size))
                    .withHeader("Content-Range", "bytes */" + size);
        }
        return new ByteRange(from, count);
    }

    /** Nineteen digits may be more than a long: as far as any object goes is far enough. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE - 1;
        }
    }

    /** As in Content-Range. */
    String contentRange(long size) {
        return "bytes " + from + "-" + (from + count - 1) + "/" + size;
    }
}
