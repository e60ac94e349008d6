package dev.cloudlet.iam.page;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param marker where the next part begins, null after the last one
 */
public record Page<T>(List<T> items, @Nullable String marker) {
    public Page {
        items = List.copyOf(items);
    }

    /** From rows read with {@link PageRequest#rows()}, in the order of their keys. */
    public static <T> Page<T> of(List<T> rows, PageRequest wanted, Function<T, String> key) {
        if (rows.size() <= wanted.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, wanted.limit());
        return new Page<>(items, PageRequest.marker(key.apply(items.getLast())));
    }

    /** From a whole list that is at hand. */
    public static <T> Page<T> cut(Collection<T> all, PageRequest wanted, Function<T, String> key) {
        List<T> rows = all.stream()
                .sorted(Comparator.comparing(key))
                .filter(each -> key.apply(each).compareTo(wanted.after()) > 0)
                .limit(wanted.rows())
                .toList();
        return of(rows, wanted, key);
    }

    /** As AWS's IsTruncated. */
    public boolean truncated() {
        return marker != null;
    }

    public <R> List<R> map(Function<T, R> each) {
        return items.stream().map(each).toList();
    }
}
