package dev.cloudlet.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates of conditions: the six forms of the W3C note, with a zone or in UTC, or seconds since 1970. Four digits are a year.
 *
 * @see <a href="https://www.w3.org/TR/NOTE-datetime">W3C: Date and Time Formats</a>
 */
final class Dates {
    private static final Pattern EPOCH = Pattern.compile("-?\\d{1,12}(?:\\.\\d{1,9})?");
    private static final Pattern W3C = Pattern.compile(
            "(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:[Tt](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?(Z|z|[+-]\\d{2}:?\\d{2})?)?)?)?");

    private Dates() {}

    /** Empty for what is no date. */
    static Optional<Instant> parse(String text) {
        Matcher w3c = W3C.matcher(text);
        try {
            if (w3c.matches()) {
                return Optional.of(LocalDateTime.of(
                                number(w3c, 1, 0),
                                number(w3c, 2, 1),
                                number(w3c, 3, 1),
                                number(w3c, 4, 0),
                                number(w3c, 5, 0),
                                number(w3c, 6, 0),
                                nanos(w3c.group(7)))
                        .toInstant(offset(w3c.group(8))));
            }
            if (EPOCH.matcher(text).matches()) {
                int dot = text.indexOf('.');
                long seconds = Long.parseLong(dot < 0 ? text : text.substring(0, dot));
                long nanos = dot < 0 ? 0 : nanos(text.substring(dot + 1));
                return Optional.of(Instant.ofEpochSecond(seconds, text.startsWith("-") ? -nanos : nanos));
            }
            return Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static int number(Matcher matcher, int group, int absent) {
        String digits = matcher.group(group);
        return digits == null ? absent : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private static ZoneOffset offset(@Nullable String zone) {
        return zone == null || zone.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(zone);
    }
}
