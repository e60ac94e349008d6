package dev.cloudlet.monitoring.log.pattern;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value is compared with.
 *
 * @param text the text; {@code *} in it stands for anything
 * @param number the number that it is written as; null for a quoted text or no number
 */
record Operand(String text, @Nullable BigDecimal number) {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,100}(\\.\\d{0,100})?|\\.\\d{1,100})([eE][+-]?\\d{1,3})?");

    static Operand bare(String text) {
        return new Operand(text, number(text));
    }

    static Operand quoted(String text) {
        return new Operand(text, null);
    }

    static @Nullable BigDecimal number(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text.toLowerCase(Locale.ROOT)) : null;
    }

    /** Whether a text is equal to it: stars stand for any characters. Linear in both: no pattern makes it slow. */
    boolean matches(String value) {
        String[] pieces = text.split("\\*", -1);
        if (pieces.length == 1) {
            return text.equals(value);
        }
        String first = pieces[0];
        String last = pieces[pieces.length - 1];
        if (!value.startsWith(first) || !value.endsWith(last) || value.length() < first.length() + last.length()) {
            return false;
        }
        int from = first.length();
        int end = value.length() - last.length();
        for (int i = 1; i < pieces.length - 1; i++) {
            int found = value.indexOf(pieces[i], from);
            if (found < 0 || found + pieces[i].length() > end) {
                return false;
            }
            from = found + pieces[i].length();
        }
        return true;
    }
}
