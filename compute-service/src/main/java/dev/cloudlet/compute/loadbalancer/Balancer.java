package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.Place;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerState;

/**
 * An application load balancer.
 *
 * @param document as described, without its state
 * @param state provisioning, active or failed
 * @param reason why it failed, otherwise empty
 * @param attributes those that were set
 */
public record Balancer(
        Place place,
        String arn,
        String name,
        String dnsName,
        String state,
        String reason,
        boolean deleted,
        LoadBalancer document,
        Map<String, String> attributes) {
    static final String PROVISIONING = "provisioning";
    static final String ACTIVE = "active";
    static final String FAILED = "failed";

    /** Its value of an attribute, that of a new balancer when it was never set. */
    public String attribute(String key) {
        return attributes.getOrDefault(key, BalancerAttributes.DEFAULTS.getOrDefault(key, ""));
    }

    public String vpcId() {
        return document.vpcId();
    }

    /** Whether only who is inside the VPC's network can reach it. */
    public boolean isInternal() {
        return document.scheme() == LoadBalancerSchemeEnum.INTERNAL;
    }

    List<String> subnetIds() {
        return document.availabilityZones().stream()
                .map(zone -> zone.subnetId())
                .toList();
    }

    LoadBalancer described() {
        var now = LoadBalancerState.builder().code(state);
        return document.toBuilder()
                .state(reason.isEmpty() ? now.build() : now.reason(reason).build())
                .build();
    }
}
