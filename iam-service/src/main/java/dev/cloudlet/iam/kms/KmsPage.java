package dev.cloudlet.iam.kms;

import dev.cloudlet.kit.page.PageToken;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list, in the order of keys that no element shares.
 *
 * @param nextMarker null on the last page
 */
public record KmsPage<T>(List<T> items, @Nullable String nextMarker) {

    /**
     * Which part is wanted.
     *
     * @param after the key of the last element that the caller has; empty at the beginning
     */
    public record Wanted(String after, int limit) {
        /** How many rows to read: one more than wanted tells whether there are more. */
        public int rows() {
            return limit + 1;
        }
    }

    /** From a request's Marker and Limit. */
    public static Wanted wanted(@Nullable String marker, @Nullable Integer limit, int otherwise) {
        return wanted(marker, limit, otherwise, 1_000);
    }

    /** As {@link #wanted(String, Integer, int)}, where fewer than a thousand may be asked for. */
    public static Wanted wanted(@Nullable String marker, @Nullable Integer limit, int otherwise, int most) {
        int wanted = limit == null ? otherwise : limit;
        if (wanted < 1 || wanted > most) {
            throw KmsError.VALIDATION.of(
                    "1 validation error detected: Value '%d' at 'limit' failed to satisfy constraint: Member must have value"
                            + " less than or equal to %d",
                    wanted, most);
        }
        List<String> parts = PageToken.parts(
                marker, 1, () -> KmsError.INVALID_MARKER.of("The marker does not specify where the list goes on."));
        return new Wanted(parts.isEmpty() ? "" : parts.getFirst(), wanted);
    }

    /** From rows read with {@link Wanted#rows()}, in the order of their keys. */
    public static <T> KmsPage<T> of(List<T> rows, Wanted wanted, Function<T, String> key) {
        if (rows.size() <= wanted.limit()) {
            return new KmsPage<>(rows, null);
        }
        List<T> items = List.copyOf(rows.subList(0, wanted.limit()));
        return new KmsPage<>(items, PageToken.of(key.apply(items.getLast())));
    }

    public boolean truncated() {
        return nextMarker != null;
    }

    public <R> List<R> map(Function<T, R> each) {
        return items.stream().map(each).toList();
    }
}
