package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.ElbError;
import dev.cloudlet.compute.loadbalancer.ElbNames;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.protocol.AwsException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What requests want of a target group, with AWS's values for what they do not say. */
@Component
final class NewGroups {
    private static final int INTERVAL = 30;
    private static final int TIMEOUT = 5;
    private static final int HEALTHY = 5;
    private static final int UNHEALTHY = 2;

    private final Vpcs vpcs;

    NewGroups(Vpcs vpcs) {
        this.vpcs = vpcs;
    }

    TargetGroup of(Place place, String arn, CreateTargetGroupRequest request) {
        ElbNames.requireName("target group", request.name());
        TargetTypeEnum type = or(request.targetType(), TargetTypeEnum.INSTANCE);
        if (type != TargetTypeEnum.INSTANCE && type != TargetTypeEnum.IP) {
            throw ElbError.NOT_IMPLEMENTED.of(
                    "Target groups of type %s are not part of this cloud; use instance or ip.",
                    request.targetTypeAsString());
        }
        requireProtocol(request);
        if (request.port() == null) {
            throw ElbError.VALIDATION_ERROR.of("A port must be specified");
        }
        if (request.vpcId() == null) {
            throw ElbError.VALIDATION_ERROR.of("A VPC ID must be specified");
        }
        requireVpc(place, request.vpcId());
        TargetGroup group = TargetGroup.builder()
                .targetGroupArn(arn)
                .targetGroupName(request.name())
                .protocol(ProtocolEnum.HTTP)
                .protocolVersion("HTTP1")
                .port(request.port())
                .vpcId(request.vpcId())
                .targetType(type)
                .ipAddressType("ipv4")
                .healthCheckEnabled(or(request.healthCheckEnabled(), true))
                .healthCheckProtocol(or(request.healthCheckProtocolAsString(), "HTTP"))
                .healthCheckPort(or(request.healthCheckPort(), HealthSettings.TRAFFIC_PORT))
                .healthCheckPath(or(request.healthCheckPath(), "/"))
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), INTERVAL))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), TIMEOUT))
                .healthyThresholdCount(or(request.healthyThresholdCount(), HEALTHY))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), UNHEALTHY))
                .matcher(or(request.matcher(), Matcher.builder().httpCode("200").build()))
                .build();
        HealthSettings.require(group);
        return group;
    }

    private static void requireProtocol(CreateTargetGroupRequest request) {
        if (request.protocol() == null) {
            throw ElbError.VALIDATION_ERROR.of("A protocol must be specified");
        }
        if (request.protocol() != ProtocolEnum.HTTP) {
            throw ElbError.NOT_IMPLEMENTED.of(
                    "Target groups with protocol %s are not part of this cloud; use HTTP.", request.protocolAsString());
        }
        if (request.protocolVersion() != null && !request.protocolVersion().equals("HTTP1")) {
            throw ElbError.NOT_IMPLEMENTED.of(
                    "The protocol version %s is not part of this cloud; use HTTP1.", request.protocolVersion());
        }
        if (request.ipAddressTypeAsString() != null
                && !request.ipAddressTypeAsString().equals("ipv4")) {
            throw ElbError.NOT_IMPLEMENTED.of("Only the IP address type ipv4 is part of this cloud.");
        }
    }

    private void requireVpc(Place place, String id) {
        try {
            vpcs.get(place, id);
        } catch (AwsException missing) {
            throw ElbError.VALIDATION_ERROR.of("The VPC ID '%s' is not found", id);
        }
    }

    static TargetGroup changed(TargetGroup group, ModifyTargetGroupRequest request) {
        TargetGroup changed = group.toBuilder()
                .healthCheckEnabled(or(request.healthCheckEnabled(), group.healthCheckEnabled()))
                .healthCheckProtocol(or(request.healthCheckProtocolAsString(), group.healthCheckProtocolAsString()))
                .healthCheckPort(or(request.healthCheckPort(), group.healthCheckPort()))
                .healthCheckPath(or(request.healthCheckPath(), group.healthCheckPath()))
                .healthCheckIntervalSeconds(
                        or(request.healthCheckIntervalSeconds(), group.healthCheckIntervalSeconds()))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), group.healthCheckTimeoutSeconds()))
                .healthyThresholdCount(or(request.healthyThresholdCount(), group.healthyThresholdCount()))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), group.unhealthyThresholdCount()))
                .matcher(or(request.matcher(), group.matcher()))
                .build();
        HealthSettings.require(changed);
        return changed;
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return Objects.requireNonNullElse(given, otherwise);
    }
}
