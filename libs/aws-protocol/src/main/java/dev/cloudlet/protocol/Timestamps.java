package dev.cloudlet.protocol;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** The three forms of a point in time on the wire. Reading accepts any of them, as AWS does. */
final class Timestamps {
    // A fixed width day, unlike RFC_1123_DATE_TIME, as HTTP demands.
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.US);
    // The range of a four-digit year: what every AWS client can read back.
    private static final BigDecimal EARLIEST =
            BigDecimal.valueOf(Instant.parse("0001-01-01T00:00:00Z").getEpochSecond());
    private static final BigDecimal LATEST =
            BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

    private Timestamps() {}

    static String text(Instant time, Format format) {
        return switch (format) {
            case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(time);
            case RFC_822 -> HTTP_DATE.format(time);
            case UNIX_TIMESTAMP, UNIX_TIMESTAMP_MILLIS -> epochSeconds(time).toPlainString();
        };
    }

    /** Seconds since 1970, with the milliseconds as decimals if there are any. */
    static BigDecimal epochSeconds(Instant time) {
        long millis = time.toEpochMilli();
        return millis % 1000 == 0
                ? BigDecimal.valueOf(time.getEpochSecond())
                : BigDecimal.valueOf(millis, 3).stripTrailingZeros();
    }

    /** Reads any of the three forms. */
    static Instant parse(String text) {
        String s = text.strip();
        if (s.isEmpty()) {
            throw new DateTimeException("empty");
        }
        if (Character.isLetter(s.charAt(0))) {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(s));
        }
        if (s.indexOf('-', 1) > 0 && s.indexOf('E') < 0 && s.indexOf('e') < 0) {
            var parsed =
                    ISO.parseBest(s, OffsetDateTime::from, java.time.LocalDateTime::from, java.time.LocalDate::from);
            return switch (parsed) {
                case OffsetDateTime exact -> exact.toInstant();
                case java.time.LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
                case java.time.LocalDate day -> day.atStartOfDay().toInstant(ZoneOffset.UTC);
                default -> throw new DateTimeException(s);
            };
        }
        return ofEpochSeconds(new BigDecimal(s));
    }

    static Instant ofEpochSeconds(BigDecimal seconds) {
        // Compared before it is converted: 1e999999999 as a long takes all memory there is.
        if (seconds.compareTo(EARLIEST) < 0 || seconds.compareTo(LATEST) > 0) {
            throw new DateTimeException("out of range");
        }
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }
}
