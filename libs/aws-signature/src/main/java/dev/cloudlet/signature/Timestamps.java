package dev.cloudlet.signature;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** The one form of time in a signature: {@code 20130524T000000Z}. */
final class Timestamps {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static String format(Instant time) {
        return FORM.format(time);
    }

    /**
     * Reads the form.
     *
     * @throws java.time.format.DateTimeParseException for any other form or an impossible date
     */
    static Instant parse(String text) {
        return FORM.parse(text, Instant::from);
    }
}
