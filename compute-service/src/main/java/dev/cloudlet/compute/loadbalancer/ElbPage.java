package dev.cloudlet.compute.loadbalancer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param next the marker of the rest, null after the last part
 */
public record ElbPage<T>(List<T> items, @Nullable String next) {
    private static final int MOST = 400;

    /** The part that a request asks for, in the order of the keys. */
    public static <T> ElbPage<T> of(
            List<T> all, Function<T, String> key, @Nullable Integer pageSize, @Nullable String marker) {
        String after = marker == null || marker.isEmpty() ? "" : decode(marker);
        List<T> rest = all.stream()
                .filter(each -> key.apply(each).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .toList();
        int size = pageSize == null ? MOST : pageSize;
        if (rest.size() <= size) {
            return new ElbPage<>(rest, null);
        }
        List<T> items = rest.subList(0, size);
        byte[] last = key.apply(items.getLast()).getBytes(StandardCharsets.UTF_8);
        return new ElbPage<>(items, Base64.getUrlEncoder().encodeToString(last));
    }

    private static String decode(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ElbError.VALIDATION_ERROR.of("The marker is not valid");
        }
    }
}
