package dev.cloudlet.monitoring.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log group.
 *
 * @param createdAt milliseconds since 1970, as all times of CloudWatch Logs
 * @param retentionDays null for events that never expire
 */
record LogGroup(
        long id,
        String account,
        String region,
        String name,
        long createdAt,
        @Nullable Integer retentionDays,
        String logClass,
        @Nullable String kmsKey,
        Map<String, String> tags) {
    private static final long DAY = 86_400_000;

    /** Without the star that the older form of these ARNs ends with. */
    String arn() {
        return "arn:aws:logs:" + region + ":" + account + ":log-group:" + name;
    }

    /** Events before this have expired. */
    long expired(long now) {
        return retentionDays == null ? Long.MIN_VALUE : now - retentionDays * DAY;
    }
}
