package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.region.Zones;
import dev.cloudlet.compute.targetgroup.Groups;
import dev.cloudlet.compute.vpc.Subnet;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.protocol.AwsException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/** What a group may be like. */
@Component
class GroupSettings {
    static final List<String> DEFAULT_POLICIES = List.of("Default");

    private static final int MOST = 10_000;
    private static final Set<String> POLICIES = Set.of(
            "Default",
            "OldestInstance",
            "NewestInstance",
            "OldestLaunchTemplate",
            "OldestLaunchConfiguration",
            "ClosestToNextInstanceHour");

    private final Launching launching;
    private final Groups targetGroups;
    private final ServiceCalls services;

    GroupSettings(Launching launching, Groups targetGroups, ServiceCalls services) {
        this.launching = launching;
        this.targetGroups = targetGroups;
        this.services = services;
    }

    private record ProfileQuestion(String account, String nameOrArn) {}

    private record Profile(@Nullable String roleArn) {}

    /** Refuses sizes, policies and health checks that AWS does not take. */
    static void require(AutoScalingGroup group) {
        int desired = Objects.requireNonNullElse(group.desiredCapacity(), group.minSize());
        if (group.minSize() < 0 || group.maxSize() < 0 || group.maxSize() > MOST) {
            throw ScalingError.VALIDATION_ERROR.of("Min and max size must be between 0 and %d", MOST);
        }
        if (group.maxSize() < group.minSize()) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "Max bound, %d, must be greater than or equal to min bound, %d", group.maxSize(), group.minSize());
        }
        if (desired < group.minSize() || desired > group.maxSize()) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "Desired capacity:%d must be between the specified min size:%d and max size:%d",
                    desired, group.minSize(), group.maxSize());
        }
        for (String policy : group.terminationPolicies()) {
            if (policy.startsWith("arn:") || policy.equals("AllocationStrategy")) {
                throw ScalingError.NOT_IMPLEMENTED.of("The termination policy %s is not part of this cloud.", policy);
            }
            if (!POLICIES.contains(policy)) {
                throw ScalingError.VALIDATION_ERROR.of("Termination policy not supported: %s", policy);
            }
        }
        for (String type :
                Objects.requireNonNullElse(group.healthCheckType(), "EC2").split(",")) {
            if (!type.equals("EC2") && !type.equals("ELB")) {
                throw ScalingError.VALIDATION_ERROR.of("Invalid health check type: %s. Valid values: EC2, ELB", type);
            }
        }
        if (Objects.requireNonNullElse(group.healthCheckGracePeriod(), 0) < 0
                || Objects.requireNonNullElse(group.defaultCooldown(), 0) < 0) {
            throw ScalingError.VALIDATION_ERROR.of("Periods must not be negative");
        }
    }

    /** The template in the form in which groups keep it, if the caller may launch by it. */
    LaunchTemplateSpecification template(Call call, @Nullable LaunchTemplateSpecification wanted) {
        if (wanted == null) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.");
        }
        if ((wanted.launchTemplateId() == null) == (wanted.launchTemplateName() == null)) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "Valid requests must contain either launchTemplateId or LaunchTemplateName");
        }
        Launching.Planned planned = planned(Place.of(call), wanted);
        call.authorize("ec2:RunInstances", planned.template().arn());
        planned.spec().profile().ifPresent(profile -> passRole(call, profile));
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(planned.template().id())
                .launchTemplateName(planned.template().name())
                .version(Objects.requireNonNullElse(wanted.version(), "$Default"))
                .build();
    }

    private Launching.Planned planned(Place place, LaunchTemplateSpecification wanted) {
        try {
            return launching.plan(place, wanted);
        } catch (AwsException refused) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "You must use a valid fully-formed launch template. %s", refused.message());
        }
    }

    private void passRole(Call call, String profile) {
        String role = services.call(
                        "iam-service", "instance-profile", new ProfileQuestion(call.account(), profile), Profile.class)
                .roleArn();
        if (role != null && !role.isEmpty()) {
            call.authorize("iam:PassRole", role, Map.of("iam:PassedToService", "ec2.amazonaws.com"));
        }
    }

    /** The zones of the subnets that a group names, or those that it names itself. */
    List<String> zones(Place place, @Nullable String subnetIds, List<String> zones) {
        List<String> ids = subnetIds == null || subnetIds.isBlank()
                ? List.of()
                : Arrays.stream(subnetIds.split(",")).map(String::strip).toList();
        if (ids.isEmpty() && zones.isEmpty()) {
            throw ScalingError.VALIDATION_ERROR.of("At least one Availability Zone or VPC Subnet is required.");
        }
        for (String zone : zones) {
            if (!Zones.exists(place.region(), zone)) {
                throw ScalingError.VALIDATION_ERROR.of("The availability zones %s do not exist.", zone);
            }
        }
        List<Subnet> found;
        try {
            found = launching.subnets(place, ids, zones);
        } catch (AwsException missing) {
            throw ScalingError.VALIDATION_ERROR.of("%s", missing.message());
        }
        if (found.stream().map(Subnet::vpcId).distinct().count() > 1) {
            throw ScalingError.VALIDATION_ERROR.of("The subnets must be in the same VPC");
        }
        if (found.isEmpty()) {
            throw ScalingError.VALIDATION_ERROR.of("No default subnet for the availability zones was found.");
        }
        List<String> all = found.stream().map(Subnet::zone).distinct().sorted().toList();
        if (!ids.isEmpty() && !zones.isEmpty() && !Set.copyOf(all).equals(Set.copyOf(zones))) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "The availability zones of the specified subnets and the Auto Scaling group do not match");
        }
        return all;
    }

    /** Refuses target groups that are not there, or not of instances. */
    void requireTargetGroups(Place place, List<String> arns) {
        for (String arn : arns) {
            boolean fits = targetGroups
                    .find(arn)
                    .filter(each -> each.place().equals(place) && each.ofInstances())
                    .isPresent();
            if (!fits) {
                throw ScalingError.VALIDATION_ERROR.of(
                        "Provided Target Groups may not be valid. Please ensure they exist and try again.");
            }
        }
    }
}
