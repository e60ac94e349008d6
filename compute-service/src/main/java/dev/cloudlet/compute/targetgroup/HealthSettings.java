package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.loadbalancer.ElbError;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** What AWS takes as health check settings of an HTTP target group. */
final class HealthSettings {
    static final String TRAFFIC_PORT = "traffic-port";

    private static final int LOWEST_CODE = 200;
    private static final int HIGHEST_CODE = 499;
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]{0,1023}");
    private static final Pattern CODES = Pattern.compile("\\d{3}(-\\d{3})?(,\\d{3}(-\\d{3})?)*");

    private HealthSettings() {}

    static void require(TargetGroup group) {
        range("interval", group.healthCheckIntervalSeconds(), 5, 300);
        range("timeout", group.healthCheckTimeoutSeconds(), 2, 120);
        range("healthy threshold count", group.healthyThresholdCount(), 2, 10);
        range("unhealthy threshold count", group.unhealthyThresholdCount(), 2, 10);
        if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
            throw ElbError.VALIDATION_ERROR.of(
                    "Health check timeout '%d' must be smaller than the interval '%d'",
                    group.healthCheckTimeoutSeconds(), group.healthCheckIntervalSeconds());
        }
        if (!PATH.matcher(group.healthCheckPath()).matches()) {
            throw ElbError.VALIDATION_ERROR.of("Health check path '%s' is not valid", group.healthCheckPath());
        }
        if (!"HTTP".equals(group.healthCheckProtocolAsString())) {
            throw ElbError.NOT_IMPLEMENTED.of(
                    "Health checks by %s are not part of this cloud; use HTTP.", group.healthCheckProtocolAsString());
        }
        if (Boolean.FALSE.equals(group.healthCheckEnabled())) {
            throw ElbError.VALIDATION_ERROR.of(
                    "Health check enabled must be true for target groups with target type '%s'",
                    group.targetTypeAsString());
        }
        requirePort(group.healthCheckPort());
        requireCodes(group.matcher().httpCode());
    }

    private static void range(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw ElbError.VALIDATION_ERROR.of("Health check %s must be between '%d' and '%d'", what, least, most);
        }
    }

    private static void requirePort(String port) {
        boolean fits = port.equals(TRAFFIC_PORT)
                || (port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535);
        if (!fits) {
            throw ElbError.VALIDATION_ERROR.of("Health check port '%s' must be a port number or 'traffic-port'", port);
        }
    }

    private static void requireCodes(String codes) {
        if (codes == null || !CODES.matcher(codes).matches()) {
            throw ElbError.VALIDATION_ERROR.of(
                    "Health check matcher HTTP code '%s' must be within the range '200-499'", codes);
        }
        for (String part : codes.split("[,-]")) {
            int code = Integer.parseInt(part);
            if (code < LOWEST_CODE || code > HIGHEST_CODE) {
                throw ElbError.VALIDATION_ERROR.of(
                        "Health check matcher HTTP code '%s' must be within the range '200-499'", codes);
            }
        }
    }

    /** Whether a status is among those of a matcher, such as {@code 200,202} or {@code 200-299}. */
    static boolean matches(String codes, int status) {
        for (String part : codes.split(",")) {
            int dash = part.indexOf('-');
            int from = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            int to = Integer.parseInt(dash < 0 ? part : part.substring(dash + 1));
            if (status >= from && status <= to) {
                return true;
            }
        }
        return false;
    }
}
