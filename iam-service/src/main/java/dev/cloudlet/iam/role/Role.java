package dev.cloudlet.iam.role;

import dev.cloudlet.iam.identity.Identity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role: an identity that others take on for a while.
 *
 * @param trustPolicy who may, as it was given
 * @param maxSessionSeconds how long a session may last, 3600 to 43200
 * @param lastUse null when it was never used
 */
public record Role(
        Identity identity,
        String trustPolicy,
        String description,
        int maxSessionSeconds,
        @Nullable LastUse lastUse) {
    static final int DEFAULT_SESSION_SECONDS = 3_600;

    /** When and where a session of the role last did something. */
    record LastUse(Instant time, String region) {}

    public String arn() {
        return identity.arn();
    }
}
