package dev.cloudlet.storage.keeping;

import dev.cloudlet.storage.ModelMembers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A readable copy of an archived object that was asked for.
 *
 * @param ready from when on it is there
 * @param expires when it goes
 */
public record Restore(Instant ready, Instant expires) {

    /** Whether the copy is being made. */
    public boolean isUnderway(Instant now) {
        return ready.isAfter(now);
    }

    /** Whether the copy is there. */
    public boolean isReadable(Instant now) {
        return !isUnderway(now) && expires.isAfter(now);
    }

    /** What x-amz-restore says, or null once the copy is gone. */
    public @Nullable String header(Instant now) {
        if (isUnderway(now)) {
            return "ongoing-request=\"true\"";
        }
        return isReadable(now)
                ? "ongoing-request=\"false\", expiry-date=\"" + ModelMembers.httpDate(expires) + '"'
                : null;
    }
}
