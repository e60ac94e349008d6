package dev.cloudlet.kit.trail;

import dev.cloudlet.kit.authorization.Derivation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What policies refused, newest first: the answer of monitoring-service's internal operation {@link #OPERATION}. */
public record Decisions(List<Decision> decisions) {
    /** The internal operation. */
    public static final String OPERATION = "decisions";

    /**
     * In all accounts and regions.
     *
     * @param requestId the id that the refused client saw; null for the newest refusals
     * @param limit how many at most, 1 to 1,000
     */
    public record Question(@Nullable String requestId, int limit) {}

    /** One refused call. */
    public record Decision(
            String time,
            String requestId,
            String region,
            String accessKeyId,
            String service,
            String operation,
            String errorCode,
            Derivation derivation) {}
}
