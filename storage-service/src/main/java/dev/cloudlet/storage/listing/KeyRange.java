package dev.cloudlet.storage.listing;

import dev.cloudlet.storage.S3Error;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are listed, and how they are rolled up.
 *
 * @param prefix what all of them begin with, perhaps empty
 * @param delimiter keys that have it after the prefix are shown as one up to there; null shows every key
 */
public record KeyRange(String prefix, @Nullable String delimiter) {
    /** Greater than every key: the greatest character, more often than fits into a key. */
    private static final String BEYOND = "\uDBFF\uDFFF".repeat(257);

    private static final int MOST = 1000;

    /** Of the parameters of a request, where empty ones mean nothing. */
    public static KeyRange of(@Nullable String prefix, @Nullable String delimiter) {
        return new KeyRange(prefix == null ? "" : prefix, delimiter == null || delimiter.isEmpty() ? null : delimiter);
    }

    /** The number of entries of a page: at most 1,000, whatever is asked for. */
    public static int limit(@Nullable Integer asked, String parameter) {
        if (asked != null && asked < 0) {
            throw S3Error.INVALID_ARGUMENT
                    .of("Argument %s must be an integer between 0 and 2147483647", parameter)
                    .with("ArgumentName", parameter)
                    .with("ArgumentValue", asked.toString());
        }
        return asked == null ? MOST : Math.min(asked, MOST);
    }

    /** What a key is shown as, if not as itself. */
    @Nullable
    String group(String key) {
        if (delimiter == null || !key.startsWith(prefix)) {
            return null;
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? null : key.substring(0, at + delimiter.length());
    }

    /** The first string after all that begin with the prefix. */
    String end() {
        return after(prefix);
    }

    /**
     * The first string, in the order of UTF-8, after all that begin with this one.
     *
     * @param begin may be empty: then the end of all keys
     */
    static String after(String begin) {
        int[] points = begin.codePoints().toArray();
        for (int i = points.length - 1; i >= 0; i--) {
            if (points[i] < Character.MAX_CODE_POINT) {
                // The numbers of surrogates are no characters.
                int next = points[i] + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : points[i] + 1;
                return new String(points, 0, i) + Character.toString(next);
            }
        }
        return BEYOND;
    }
}
