package dev.cloudlet.compute.loadbalancer;

import static dev.cloudlet.compute.loadbalancer.Attributes.SWITCH;
import static dev.cloudlet.compute.loadbalancer.Attributes.oneOf;
import static dev.cloudlet.compute.loadbalancer.Attributes.range;

import java.util.Map;
import java.util.TreeMap;

/**
 * The attributes of application load balancers.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html">AWS</a>
 */
final class BalancerAttributes {
    static final Map<String, String> DEFAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("access_logs.s3.enabled", "false"),
            Map.entry("client_keep_alive.seconds", "3600"),
            Map.entry("deletion_protection.enabled", "false"),
            Map.entry("idle_timeout.timeout_seconds", "60"),
            Map.entry("load_balancing.cross_zone.enabled", "true"),
            Map.entry("routing.http.drop_invalid_header_fields.enabled", "false"),
            Map.entry("routing.http.preserve_host_header.enabled", "true"),
            Map.entry("routing.http.xff_header_processing.mode", "append"),
            Map.entry("routing.http2.enabled", "false")));

    /** Those that change what the balancer does here; the others may only be set to what they are. */
    static final Attributes KNOWN = new Attributes(Map.ofEntries(
            Map.entry("access_logs.s3.enabled", oneOf("false")),
            Map.entry("client_keep_alive.seconds", oneOf("3600")),
            Map.entry("deletion_protection.enabled", SWITCH),
            Map.entry("idle_timeout.timeout_seconds", range(1, 4000)),
            Map.entry("load_balancing.cross_zone.enabled", oneOf("true")),
            Map.entry("routing.http.drop_invalid_header_fields.enabled", SWITCH),
            Map.entry("routing.http.preserve_host_header.enabled", SWITCH),
            Map.entry("routing.http.xff_header_processing.mode", oneOf("append", "preserve", "remove")),
            Map.entry("routing.http2.enabled", oneOf("false"))));

    private BalancerAttributes() {}
}
