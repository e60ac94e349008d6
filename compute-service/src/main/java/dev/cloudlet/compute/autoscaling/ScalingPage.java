package dev.cloudlet.compute.autoscaling;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list, by position: what is listed here changes rarely, and is in an order of its own.
 *
 * @param next the token for the rest, null after the last part
 */
record ScalingPage<T>(List<T> items, @Nullable String next) {
    private static final int USUAL = 50;
    private static final int MOST = 100;

    static <T> ScalingPage<T> of(List<T> all, @Nullable Integer maxRecords, @Nullable String token) {
        int size = Math.clamp(maxRecords == null ? USUAL : maxRecords, 1, MOST);
        int from = Math.min(token == null || token.isEmpty() ? 0 : decode(token), all.size());
        int to = Math.min(all.size(), from + size);
        return new ScalingPage<>(all.subList(from, to), to == all.size() ? null : encode(to));
    }

    private static String encode(int position) {
        return Base64.getUrlEncoder().encodeToString(Integer.toString(position).getBytes(StandardCharsets.UTF_8));
    }

    private static int decode(String token) {
        try {
            return Integer.parseUnsignedInt(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                    & Integer.MAX_VALUE;
        } catch (IllegalArgumentException e) {
            throw ScalingError.INVALID_NEXT_TOKEN.of("The token '%s' is not valid.", token);
        }
    }
}
