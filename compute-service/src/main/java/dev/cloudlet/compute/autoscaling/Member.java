package dev.cloudlet.compute.autoscaling;

import java.time.Instant;
import java.util.Optional;

/**
 * An instance of a group.
 *
 * @param unhealthyCause why it is not healthy, as the end of a cause in AWS's words
 * @param template the launch template's id, name and version that it was launched with; empty for one that was attached
 * @param inService when it came into service
 * @param activity the activity that it is part of now
 */
record Member(
        String id,
        String zone,
        Phase phase,
        boolean healthy,
        Optional<String> unhealthyCause,
        boolean isProtected,
        String type,
        Optional<Template> template,
        Instant launched,
        Optional<Instant> inService,
        Optional<String> activity) {

    /** A version of a launch template. */
    record Template(String id, String name, String version) {}

    boolean counts() {
        return Phase.CAPACITY.contains(phase);
    }
}
