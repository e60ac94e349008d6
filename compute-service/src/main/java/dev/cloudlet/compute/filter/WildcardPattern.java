package dev.cloudlet.compute.filter;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * A pattern of a filter, or of a listener's rule, as a test: {@code *} stands for any characters, {@code ?} for one, and a
 * backslash takes their meaning away. Goes back to the last star alone, so that no pattern takes longer than its length times
 * the value's.
 */
public final class WildcardPattern implements Predicate<String> {
    private static final int ANY = -1;
    private static final int ONE = -2;

    private final int[] pattern;

    private WildcardPattern(int[] pattern) {
        this.pattern = pattern;
    }

    /** The test for what this pattern matches. */
    public static Predicate<String> of(String value) {
        if (value.indexOf('*') < 0 && value.indexOf('?') < 0 && value.indexOf('\\') < 0) {
            return value::equals;
        }
        int[] parsed = new int[value.length()];
        int length = 0;
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '\\' && at + 1 < value.length()) {
                at++;
                parsed[length++] = value.charAt(at);
            } else {
                parsed[length++] = c == '*' ? ANY : c == '?' ? ONE : c;
            }
        }
        return new WildcardPattern(Arrays.copyOf(parsed, length));
    }

    @Override
    public boolean test(String value) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < value.length()) {
            if (in < pattern.length && pattern[in] == ANY) {
                star = in++;
                resume = at;
            } else if (in < pattern.length && (pattern[in] == ONE || pattern[in] == value.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < pattern.length && pattern[in] == ANY) {
            in++;
        }
        return in == pattern.length;
    }
}
