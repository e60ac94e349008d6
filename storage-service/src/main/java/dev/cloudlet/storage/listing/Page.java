package dev.cloudlet.storage.listing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param rows what is shown as itself, in order
 * @param groups common prefixes, in order
 * @param last the last entry of both, if there is more after it
 */
public record Page<R>(
        List<R> rows, List<String> groups, @Nullable Last<R> last) {

    /** Where the next page goes on. */
    public sealed interface Last<R> {
        /** After something shown as itself. */
        record Row<R>(R row) implements Last<R> {}

        /** After a common prefix. */
        record Group<R>(String prefix) implements Last<R> {}
    }

    /** Whether there is more. */
    public boolean truncated() {
        return last != null;
    }
}
