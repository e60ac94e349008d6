package dev.cloudlet.compute.filter;

import dev.cloudlet.compute.Ec2Error;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param next the token for the rest, null after the last part
 */
public record Page<T>(List<T> items, @Nullable String next) {
    private static final int LEAST = 5;
    private static final int MOST = 1000;

    /**
     * The part that a request asks for, in the order of the keys.
     *
     * @param key by which elements are ordered and found again, unique
     */
    public static <T> Page<T> of(
            List<T> all, Function<T, String> key, @Nullable Integer maxResults, @Nullable String token) {
        if (maxResults != null && (maxResults < LEAST || maxResults > MOST)) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "Value ( %d ) for parameter maxResults is invalid. Expecting a value between %d and %d.",
                    maxResults, LEAST, MOST);
        }
        String after = token == null || token.isEmpty() ? "" : decode(token);
        List<T> rest = all.stream()
                .filter(each -> key.apply(each).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .toList();
        if (maxResults == null || rest.size() <= maxResults) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, maxResults);
        return new Page<>(items, encode(key.apply(items.getLast())));
    }

    /** Its elements as something else. */
    public <R> List<R> map(Function<T, R> each) {
        return items.stream().map(each).toList();
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of("Unable to parse pagination token");
        }
    }
}
