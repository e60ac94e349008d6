package dev.cloudlet.iam.policy;

import java.time.Instant;
import java.util.Map;

/**
 * A managed policy without its documents.
 *
 * @param arn AWS's own have {@code aws} for an account in it
 * @param defaultVersion the number of the version in force, from 1
 */
record ManagedPolicy(
        PolicyArn arn,
        String id,
        String description,
        int defaultVersion,
        Instant created,
        Instant updated,
        Map<String, String> tags) {

    String name() {
        return arn.name();
    }
}
