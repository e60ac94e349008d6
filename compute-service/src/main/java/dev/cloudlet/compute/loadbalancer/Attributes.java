package dev.cloudlet.compute.loadbalancer;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes there are and what they may be.
 *
 * @param checks by the attributes' keys
 */
public record Attributes(Map<String, Predicate<String>> checks) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}");

    /** Takes true and false. */
    public static final Predicate<String> SWITCH = value -> value.equals("true") || value.equals("false");

    /** Takes whole numbers of a range, both ends included. */
    public static Predicate<String> range(int least, int most) {
        return value ->
                NUMBER.matcher(value).matches() && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
    }

    /** Takes these words. */
    public static Predicate<String> oneOf(String... words) {
        return java.util.Set.of(words)::contains;
    }

    /** Refuses what is unknown or out of range. */
    public void require(String kind, @Nullable String key, @Nullable String value) {
        if (key == null || value == null) {
            throw ElbError.VALIDATION_ERROR.of("%s attributes must have a key and a value", kind);
        }
        Predicate<String> check = checks.get(key);
        if (check == null) {
            throw ElbError.VALIDATION_ERROR.of("%s attribute key '%s' is not recognized", kind, key);
        }
        if (!check.test(value)) {
            throw ElbError.VALIDATION_ERROR.of("%s attribute value '%s' for '%s' is not valid", kind, value, key);
        }
    }
}
