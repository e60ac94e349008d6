package dev.cloudlet.compute.targetgroup;

import static dev.cloudlet.compute.loadbalancer.Attributes.SWITCH;
import static dev.cloudlet.compute.loadbalancer.Attributes.oneOf;
import static dev.cloudlet.compute.loadbalancer.Attributes.range;

import dev.cloudlet.compute.loadbalancer.Attributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * The attributes of target groups of application load balancers.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html">AWS</a>
 */
final class GroupAttributes {
    static final Map<String, String> DEFAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("deregistration_delay.timeout_seconds", "300"),
            Map.entry("load_balancing.algorithm.type", "round_robin"),
            Map.entry("load_balancing.cross_zone.enabled", "use_load_balancer_configuration"),
            Map.entry("slow_start.duration_seconds", "0"),
            Map.entry("stickiness.enabled", "false"),
            Map.entry("stickiness.lb_cookie.duration_seconds", "86400"),
            Map.entry("stickiness.type", "lb_cookie")));

    /** What this cloud does not do may only be set to what it is. */
    static final Attributes KNOWN = new Attributes(Map.ofEntries(
            Map.entry("deregistration_delay.timeout_seconds", range(0, 3600)),
            Map.entry("load_balancing.algorithm.type", oneOf("round_robin", "least_outstanding_requests")),
            Map.entry("load_balancing.cross_zone.enabled", oneOf("use_load_balancer_configuration", "true")),
            Map.entry("slow_start.duration_seconds", oneOf("0")),
            Map.entry("stickiness.enabled", SWITCH),
            Map.entry("stickiness.lb_cookie.duration_seconds", range(1, 604_800)),
            Map.entry("stickiness.type", oneOf("lb_cookie"))));

    private GroupAttributes() {}
}
