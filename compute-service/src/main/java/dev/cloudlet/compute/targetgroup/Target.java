package dev.cloudlet.compute.targetgroup;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody registered in a target group.
 *
 * @param id an instance's id or an address
 * @param since when it came into its state
 * @param checked when it was last asked for its health
 */
public record Target(
        String groupArn,
        String id,
        int port,
        Optional<String> zone,
        Health health,
        Instant since,
        Optional<Instant> checked) {

    /** Whether requests may be sent to it. */
    public boolean isHealthy() {
        return health.state() == Health.State.HEALTHY;
    }

    /** Whether it is being taken out. */
    public boolean isDraining() {
        return health.state() == Health.State.DRAINING;
    }
}
