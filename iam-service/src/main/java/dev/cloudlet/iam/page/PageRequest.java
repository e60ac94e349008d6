package dev.cloudlet.iam.page;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.kit.page.PageToken;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted: the elements after a key, in the order of their keys.
 *
 * @param after the key of the last element that the caller has; empty at the beginning, as no key is empty
 * @param limit how many at most, from 1
 */
public record PageRequest(String after, int limit) {
    private static final int DEFAULT_LIMIT = 100;

    /** From a request's Marker and MaxItems. */
    public static PageRequest of(@Nullable String marker, @Nullable Integer maxItems) {
        return new PageRequest(
                marker == null || marker.isEmpty() ? "" : key(marker), maxItems == null ? DEFAULT_LIMIT : maxItems);
    }

    /** How many rows to read: one more than wanted tells whether there are more. */
    public int rows() {
        return limit + 1;
    }

    static String marker(String key) {
        return PageToken.of(key);
    }

    private static String key(String marker) {
        return PageToken.parts(marker, 1, () -> IamError.VALIDATION_ERROR.of("Invalid Marker."))
                .getFirst();
    }
}
