package dev.cloudlet.protocol;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Simple values as text: in forms, XML, headers and URIs. */
final class Scalars {
    // More digits than any number of AWS has; the rest is an attempt to keep the processor busy.
    private static final int MAX_NUMBER_LENGTH = 100;

    private Scalars() {}

    static String text(Field field, Object value, Format fallback) {
        return switch (field.kind) {
            case INSTANT -> Timestamps.text((Instant) value, field.timestamp == null ? fallback : field.timestamp);
            case BYTES -> Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe());
            case BIG_DECIMAL -> ((BigDecimal) value).toPlainString();
            default -> value.toString();
        };
    }

    static Object parse(Field field, String text) {
        try {
            return switch (field.kind) {
                case STRING -> text;
                case BOOLEAN -> bool(text);
                case INSTANT -> Timestamps.parse(text);
                case BYTES -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text.strip()));
                default -> number(field.kind, text.strip());
            };
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new MalformedException("not a valid value of its type", field.member, text, e);
        }
    }

    private static Object number(Kind kind, String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            throw new NumberFormatException("too long");
        }
        return switch (kind) {
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case SHORT -> Short.valueOf(text);
            case BYTE -> Byte.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BIG_DECIMAL -> plain(new BigDecimal(text));
            default -> throw new IllegalArgumentException("a value cannot be a " + kind);
        };
    }

    /** Refuses exponents that would make a short text a long number. */
    static BigDecimal plain(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MAX_NUMBER_LENGTH) {
            throw new ArithmeticException("exponent out of range");
        }
        return number;
    }

    private static Boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
