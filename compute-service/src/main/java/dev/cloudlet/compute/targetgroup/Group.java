package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.Place;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * A target group.
 *
 * @param document as described, without the load balancers that use it
 * @param attributes those that were set
 */
public record Group(Place place, String arn, String name, TargetGroup document, Map<String, String> attributes) {
    /** Its value of an attribute, that of a new group when it was never set. */
    public String attribute(String key) {
        return attributes.getOrDefault(key, GroupAttributes.DEFAULTS.getOrDefault(key, ""));
    }

    public String vpcId() {
        return document.vpcId();
    }

    /** Whether its targets are instances rather than addresses. */
    public boolean ofInstances() {
        return document.targetType() == TargetTypeEnum.INSTANCE;
    }

    /** How long a target that is taken out may go on with what it has begun. */
    public Duration deregistrationDelay() {
        return Duration.ofSeconds(Long.parseLong(attribute("deregistration_delay.timeout_seconds")));
    }

    int healthCheckPort(int targetPort) {
        String port = document.healthCheckPort();
        return port.equals(HealthSettings.TRAFFIC_PORT) ? targetPort : Integer.parseInt(port);
    }
}
