package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.ElbError;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Who is in a target group, and how they are. */
@AwsOperations
class TargetOperations {
    private final Groups groups;
    private final Targets targets;
    private final TargetAddresses addresses;
    private final Registration registration;

    TargetOperations(Groups groups, Targets targets, TargetAddresses addresses, Registration registration) {
        this.groups = groups;
        this.targets = targets;
        this.addresses = addresses;
        this.registration = registration;
    }

    @Authorize(action = "elasticloadbalancing:RegisterTargets", resource = "{TargetGroupArn}")
    RegisterTargetsResponse registerTargets(Call call, RegisterTargetsRequest request) {
        registration.register(groups.require(Place.of(call), request.targetGroupArn()), request.targets());
        return RegisterTargetsResponse.builder().build();
    }

    @Authorize(action = "elasticloadbalancing:DeregisterTargets", resource = "{TargetGroupArn}")
    DeregisterTargetsResponse deregisterTargets(Call call, DeregisterTargetsRequest request) {
        registration.deregister(groups.require(Place.of(call), request.targetGroupArn()), request.targets());
        return DeregisterTargetsResponse.builder().build();
    }

    @Authorize(action = "elasticloadbalancing:DescribeTargetHealth")
    DescribeTargetHealthResponse describeTargetHealth(Call call, DescribeTargetHealthRequest request) {
        Group group = groups.require(Place.of(call), request.targetGroupArn());
        List<Target> all = targets.of(group.arn());
        Map<String, String> states = addresses.states(group, all);
        boolean used = !groups.uses(group).isEmpty();
        List<TargetHealthDescription> described = new ArrayList<>();
        for (Target target : all) {
            if (request.targets().isEmpty() || request.targets().stream().anyMatch(each -> names(each, target))) {
                described.add(described(group, target, health(target, used, states.get(target.id()))));
            }
        }
        for (TargetDescription asked : request.targets()) {
            if (all.stream().noneMatch(target -> names(asked, target))) {
                described.add(missing(group, asked));
            }
        }
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(described)
                .build();
    }

    private static boolean names(TargetDescription asked, Target target) {
        return asked.id().equals(target.id())
                && (asked.port() == null || asked.port().equals(target.port()));
    }

    private TargetHealthDescription missing(Group group, TargetDescription asked) {
        if (group.ofInstances() && !asked.id().startsWith("i-")) {
            throw ElbError.INVALID_TARGET.of("Instance ID '%s' is not valid", asked.id());
        }
        int port = Objects.requireNonNullElse(asked.port(), group.document().port());
        return TargetHealthDescription.builder()
                .target(asked.toBuilder().port(port).build())
                .targetHealth(unused("Target.NotRegistered", "Target is not registered to the target group"))
                .build();
    }

    private static TargetHealthDescription described(Group group, Target target, TargetHealth health) {
        return TargetHealthDescription.builder()
                .target(TargetDescription.builder()
                        .id(target.id())
                        .port(target.port())
                        .availabilityZone(
                                group.ofInstances() ? null : target.zone().orElse(null))
                        .build())
                .healthCheckPort(String.valueOf(group.healthCheckPort(target.port())))
                .targetHealth(health)
                .build();
    }

    private static TargetHealth health(Target target, boolean used, @Nullable String instanceState) {
        Health health = target.health();
        if (!target.isDraining()) {
            if (instanceState != null && !instanceState.equals("running") && !instanceState.equals("pending")) {
                return unused("Target.InvalidState", "Target is in the " + instanceState + " state");
            }
            if (!used) {
                return unused(
                        "Target.NotInUse", "Target group is not configured to receive traffic from the load balancer");
            }
        }
        return TargetHealth.builder()
                .state(health.state().awsName())
                .reason(health.reason())
                .description(health.description())
                .build();
    }

    private static TargetHealth unused(String reason, String description) {
        return TargetHealth.builder()
                .state("unused")
                .reason(reason)
                .description(description)
                .build();
    }
}
