package dev.cloudlet.kit.page;

import dev.cloudlet.protocol.AwsException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is at hand as a whole; the token says where the next one begins.
 *
 * @param nextToken null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
    /**
     * The page that begins where the token says.
     *
     * @param size how many at most
     * @throws AwsException the refusal, if the token is none of ours
     */
    public static <T> Page<T> of(List<T> all, @Nullable String token, int size, Supplier<AwsException> refusal) {
        long begin = PageToken.only(token, refusal);
        if (begin < 0) {
            throw refusal.get();
        }
        int from = (int) Math.min(begin, all.size());
        int to = Math.min(all.size(), from + size);
        return new Page<>(all.subList(from, to), to == all.size() ? null : PageToken.of(to));
    }
}
