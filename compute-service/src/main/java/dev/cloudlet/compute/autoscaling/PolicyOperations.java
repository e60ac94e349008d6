package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AdjustmentType;
import software.amazon.awssdk.services.autoscaling.model.Alarm;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAdjustmentTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAdjustmentTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.ExecutePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExecutePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;

/** Makes, shows, executes and deletes scaling policies. */
@AwsOperations
class PolicyOperations {
    private final ScalingGroups groups;
    private final Policies policies;
    private final PolicyAlarms alarms;
    private final PolicyExecution execution;

    PolicyOperations(ScalingGroups groups, Policies policies, PolicyAlarms alarms, PolicyExecution execution) {
        this.groups = groups;
        this.policies = policies;
        this.alarms = alarms;
        this.execution = execution;
    }

    @Authorize(action = "autoscaling:PutScalingPolicy", resource = GroupArns.TEMPLATE)
    PutScalingPolicyResponse putScalingPolicy(Call call, PutScalingPolicyRequest request) {
        Place place = Place.of(call);
        GroupKey key = groups.require(place, request.autoScalingGroupName()).key();
        ScalingPolicy wanted = PolicySettings.of(request);
        Optional<ScalingPolicy> before = named(key, request.policyName());
        String arn = before.map(ScalingPolicy::policyARN).orElseGet(() -> GroupArns.policy(key, request.policyName()));
        List<Alarm> made = wanted.targetTrackingConfiguration() == null
                ? List.of()
                : alarms.make(key, arn, wanted.targetTrackingConfiguration());
        before.ifPresent(each -> alarms.remove(place, each));
        policies.put(key, wanted.toBuilder().policyARN(arn).alarms(made).build());
        return PutScalingPolicyResponse.builder().policyARN(arn).alarms(made).build();
    }

    private Optional<ScalingPolicy> named(GroupKey key, String name) {
        return policies.of(key).stream()
                .filter(each -> each.policyName().equals(name))
                .findFirst();
    }

    private ScalingPolicy require(Place place, @Nullable String group, String nameOrArn) {
        Optional<ScalingPolicy> found = nameOrArn.startsWith("arn:")
                ? policies.find(place, nameOrArn)
                : group == null
                        ? Optional.empty()
                        : named(groups.require(place, group).key(), nameOrArn);
        return found.orElseThrow(() ->
                ScalingError.VALIDATION_ERROR.of("PolicyName not found - Cannot find specified policy %s", nameOrArn));
    }

    @Authorize(action = "autoscaling:DescribePolicies")
    DescribePoliciesResponse describePolicies(Call call, DescribePoliciesRequest request) {
        Place place = Place.of(call);
        String group = request.autoScalingGroupName();
        if (group != null) {
            groups.require(place, group);
        }
        List<ScalingPolicy> found = policies.list(place).stream()
                .filter(each -> group == null || group.equals(each.autoScalingGroupName()))
                .filter(each -> request.policyNames().isEmpty()
                        || request.policyNames().contains(each.policyName())
                        || request.policyNames().contains(each.policyARN()))
                .filter(each ->
                        request.policyTypes().isEmpty() || request.policyTypes().contains(each.policyType()))
                .toList();
        ScalingPage<ScalingPolicy> page = ScalingPage.of(found, request.maxRecords(), request.nextToken());
        return DescribePoliciesResponse.builder()
                .scalingPolicies(page.items())
                .nextToken(page.next())
                .build();
    }

    @Authorize(action = "autoscaling:DescribeAdjustmentTypes")
    DescribeAdjustmentTypesResponse describeAdjustmentTypes(Call call, DescribeAdjustmentTypesRequest request) {
        return DescribeAdjustmentTypesResponse.builder()
                .adjustmentTypes(Stream.of(Adjustments.CHANGE, Adjustments.EXACT, Adjustments.PERCENT)
                        .map(each ->
                                AdjustmentType.builder().adjustmentType(each).build())
                        .toList())
                .build();
    }

    @Authorize(action = "autoscaling:DeletePolicy", resource = GroupArns.TEMPLATE)
    DeletePolicyResponse deletePolicy(Call call, DeletePolicyRequest request) {
        Place place = Place.of(call);
        ScalingPolicy policy = require(place, request.autoScalingGroupName(), request.policyName());
        alarms.remove(place, policy);
        policies.remove(policy.policyARN());
        return DeletePolicyResponse.builder().build();
    }

    @Authorize(action = "autoscaling:ExecutePolicy", resource = GroupArns.TEMPLATE)
    ExecutePolicyResponse executePolicy(Call call, ExecutePolicyRequest request) {
        Place place = Place.of(call);
        ScalingPolicy policy = require(place, request.autoScalingGroupName(), request.policyName());
        if (policy.policyType().equals("TargetTrackingScaling")) {
            throw ScalingError.VALIDATION_ERROR.of("Policies of type TargetTrackingScaling cannot be executed");
        }
        boolean step = policy.policyType().equals("StepScaling");
        if (step && (request.metricValue() == null || request.breachThreshold() == null)) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "MetricValue and BreachThreshold must be specified for policies of type StepScaling");
        }
        ScalingGroup group = groups.require(place, policy.autoScalingGroupName());
        if (Boolean.TRUE.equals(request.honorCooldown()) && execution.isCooling(group, policy)) {
            throw ScalingError.SCALING_ACTIVITY_IN_PROGRESS.of(
                    "Scaling activity is in progress: the cooldown of the group has not ended");
        }
        // Whoever executes a policy by hand does not wait for a cooldown, unless told to.
        ScalingGroup ready = new ScalingGroup(
                group.key(),
                group.deleting(),
                group.cause(),
                Optional.empty(),
                group.launchFailures(),
                group.document());
        execution.execute(
                ready,
                policy,
                new PolicyExecution.Occasion(
                        "a user request executed policy " + policy.policyName(),
                        request.metricValue(),
                        request.breachThreshold() == null ? 0 : request.breachThreshold()));
        return ExecutePolicyResponse.builder().build();
    }
}
