package dev.cloudlet.deploy;

import dev.cloudlet.protocol.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list; the token says where the next one begins.
 *
 * @param nextToken null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
    /** CodeDeploy's page size. */
    private static final int SIZE = 100;

    /** The page that begins where the token says. */
    public static <T> Page<T> of(List<T> all, @Nullable String token) {
        int from = token == null ? 0 : position(token, all.size());
        int to = Math.min(all.size(), from + SIZE);
        String next = to == all.size()
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(("at:" + to).getBytes(StandardCharsets.UTF_8));
        return new Page<>(all.subList(from, to), next);
    }

    private static int position(String token, int size) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int at = text.startsWith("at:") ? Integer.parseInt(text.substring(3)) : -1;
            if (at >= 0) {
                return Math.min(at, size);
            }
        } catch (IllegalArgumentException notOurs) {
            throw new AwsException(DeployError.INVALID_NEXT_TOKEN, "The specified token is not valid.", notOurs);
        }
        throw DeployError.INVALID_NEXT_TOKEN.of("The specified token is not valid.");
    }
}
