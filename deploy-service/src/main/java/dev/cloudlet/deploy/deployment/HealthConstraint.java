package dev.cloudlet.deploy.deployment;

import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHosts;

/**
 * How many instances of a deployment may be out of service at once, whether being changed or failed:
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-health.html.
 */
record HealthConstraint(int total, int minimumHealthy) {

    static HealthConstraint of(MinimumHealthyHosts hosts, int total) {
        int value = hosts.value();
        int minimum =
                switch (hosts.typeAsString()) {
                    case "MOST_CONCURRENCY" -> Math.max(0, total - value);
                    case "FLEET_PERCENT" -> Math.ceilDiv(total * value, 100);
                    case "HOST_COUNT" -> value;
                    default -> throw new IllegalArgumentException(hosts.typeAsString());
                };
        return new HealthConstraint(total, minimum);
    }

    /** Whether not one instance may be taken out of service. */
    boolean unattainable() {
        return minimumHealthy >= total;
    }

    /** How many more instances may begin. */
    int room(int inProgress, int failed) {
        return Math.max(0, total - minimumHealthy - inProgress - failed);
    }

    /** Whether a deployment with nothing left to do has succeeded: the last of many may fail, the only one may not. */
    boolean met(int succeeded, int failed) {
        return total - failed >= minimumHealthy && (succeeded > 0 || failed == 0);
    }
}
