package dev.cloudlet.monitoring.log;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place among the events of a group: by time, then by the order of arrival. Written as 56 digits, like AWS's event ids.
 *
 * @param at milliseconds since 1970
 */
record EventPosition(long at, long id) implements Comparable<EventPosition> {
    static final EventPosition BEGINNING = new EventPosition(0, 0);
    static final EventPosition END = new EventPosition(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final Pattern DIGITS = Pattern.compile("0(\\d{19})0{17}(\\d{19})");
    private static final Comparator<EventPosition> ORDER =
            Comparator.comparingLong(EventPosition::at).thenComparingLong(EventPosition::id);

    /** As an event id, and inside tokens. */
    String digits() {
        return String.format(Locale.ROOT, "%020d%036d", at, id);
    }

    /** Null for anything that {@link #digits} does not write. */
    static @Nullable EventPosition parse(String digits) {
        Matcher m = DIGITS.matcher(digits);
        if (!m.matches()) {
            return null;
        }
        try {
            return new EventPosition(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The next place: nothing lies between. */
    EventPosition next() {
        return id == Long.MAX_VALUE ? this : new EventPosition(at, id + 1);
    }

    @Override
    public int compareTo(EventPosition other) {
        return ORDER.compare(this, other);
    }
}
