package dev.cloudlet.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which service of the cloud answers for which AWS service. */
final class ServiceTable {
    private static final String COMPUTE = "compute-service";

    private static final String AGENT = "codedeploy-commands-secure";

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
            Map.entry(AGENT, "deploy-service"),
            Map.entry("monitoring", "monitoring-service"),
            Map.entry("logs", "monitoring-service"),
            Map.entry("cloudtrail", "monitoring-service"),
            Map.entry("events", "monitoring-service"));

    private ServiceTable() {}

    /** The service behind an AWS service; empty if this cloud does not have it. */
    static Optional<String> serving(String signingName) {
        return Optional.ofNullable(BY_SIGNING_NAME.get(signingName));
    }

    /** The AWS services that have a wire form of their own. The host agent of CodeDeploy speaks one that nobody publishes. */
    static List<String> wireForms() {
        return BY_SIGNING_NAME.keySet().stream()
                .filter(name -> !name.equals(AGENT))
                .sorted()
                .toList();
    }
}
