package dev.cloudlet.storage.listing;

import org.jspecify.annotations.Nullable;

/**
 * Where a page begins: after this key and place, in the order of both.
 *
 * @param place of a version or upload within its key
 */
public record Start(String key, long place) {
    /** At the beginning of the range. */
    public static Start first(KeyRange range) {
        return new Start(range.prefix(), Long.MIN_VALUE);
    }

    /**
     * After a marker, which may be a key or a group as it was shown.
     *
     * @param marker null for none
     */
    public static Start after(@Nullable String marker, KeyRange range) {
        if (marker == null || marker.isEmpty()) {
            return first(range);
        }
        if (marker.equals(range.group(marker))) {
            return later(new Start(KeyRange.after(marker), Long.MIN_VALUE), range);
        }
        return later(new Start(marker, Long.MAX_VALUE), range);
    }

    /** After one version or upload of a key. */
    public static Start within(String key, long place, KeyRange range) {
        return later(new Start(key, place), range);
    }

    private static Start later(Start start, KeyRange range) {
        Start first = first(range);
        return Utf8Order.compare(start.key(), first.key()) < 0 ? first : start;
    }
}
