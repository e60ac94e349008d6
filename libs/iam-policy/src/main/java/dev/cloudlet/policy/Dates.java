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
 * Dates of conditions: the forms of the W3C note, in UTC unless they name a zone, or digits alone for seconds since 1970. As
 * in AWS the parts may be cut off from the right and need no leading zeros.
 *
 * @see <a href="https://www.w3.org/TR/NOTE-datetime">W3C: Date and Time Formats</a>
 */
final class Dates {
    private static final Pattern EPOCH = Pattern.compile("\\d{1,19}");
    private static final Pattern W3C = Pattern.compile("(-?\\d{1,9})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?"
            + "(?:[Tt](?:(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?)?"
            + "(?:[Zz]|([+-])(\\d{2})(?::?(\\d{2}))?)?)?)?");

    private Dates() {}

    /** Empty for what is no date. */
    static Optional<Instant> parse(String text) {
        try {
            if (EPOCH.matcher(text).matches()) {
                long seconds = Long.parseLong(text);
                return Optional.of(
                        seconds > Instant.MAX.getEpochSecond() ? Instant.MAX : Instant.ofEpochSecond(seconds));
            }
            Matcher w3c = W3C.matcher(text);
            return w3c.matches() ? Optional.of(instant(w3c)) : Optional.empty();
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Instant instant(Matcher w3c) {
        LocalDateTime local = LocalDateTime.of(
                number(w3c, 1, 0),
                number(w3c, 2, 1),
                number(w3c, 3, 1),
                number(w3c, 4, 0),
                number(w3c, 5, 0),
                number(w3c, 6, 0),
                nanos(w3c.group(7)));
        long minutes = number(w3c, 9, 0) * 60L + number(w3c, 10, 0);
        boolean west = "-".equals(w3c.group(8));
        return local.toInstant(ZoneOffset.UTC).plusSeconds(west ? minutes * 60 : -minutes * 60);
    }

    private static int number(Matcher matcher, int group, int absent) {
        String digits = matcher.group(group);
        return digits == null ? absent : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }
}
