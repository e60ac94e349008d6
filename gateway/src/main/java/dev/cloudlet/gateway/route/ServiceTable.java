package dev.cloudlet.gateway.route;

import java.util.Map;
import java.util.Optional;

/** Which service of the cloud answers for which AWS service. */
final class ServiceTable {
    static final String COMPUTE = "compute-service";

    private static final String BALANCER_HOSTS = ".elb.localhost";

    private static final Map<String, String> BY_SIGNING_NAME = Map.ofEntries(
            Map.entry("iam", "iam-service"),
            Map.entry("sts", "iam-service"),
            Map.entry("kms", "iam-service"),
            Map.entry("s3", "storage-service"),
            Map.entry("ec2", COMPUTE),
            Map.entry("autoscaling", COMPUTE),
            Map.entry("elasticloadbalancing", COMPUTE),
            Map.entry("codebuild", "build-service"),
            Map.entry("codedeploy", "deploy-service"),
            Map.entry("codedeploy-commands-secure", "deploy-service"),
            Map.entry("monitoring", "monitoring-service"),
            Map.entry("logs", "monitoring-service"),
            Map.entry("cloudtrail", "monitoring-service"),
            Map.entry("events", "monitoring-service"));

    private ServiceTable() {}

    /** The service behind an AWS service; empty if this cloud does not have it. */
    static Optional<String> serving(String signingName) {
        return Optional.ofNullable(BY_SIGNING_NAME.get(signingName));
    }

    /** Whether a request to this host is traffic for a load balancer, whatever else it says. */
    static boolean isBalancer(String host) {
        return host.endsWith(BALANCER_HOSTS);
    }
}
