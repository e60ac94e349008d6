package dev.cloudlet.compute.autoscaling;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.autoscaling.model.TargetTrackingConfiguration;

/** What AWS takes as a scaling policy. */
final class PolicySettings {
    private static final Set<String> ADJUSTMENTS = Set.of(Adjustments.CHANGE, Adjustments.EXACT, Adjustments.PERCENT);

    private PolicySettings() {}

    static ScalingPolicy of(PutScalingPolicyRequest request) {
        String type = Objects.requireNonNullElse(request.policyType(), "SimpleScaling");
        ScalingPolicy.Builder policy = ScalingPolicy.builder()
                .autoScalingGroupName(request.autoScalingGroupName())
                .policyName(request.policyName())
                .policyType(type)
                .enabled(Objects.requireNonNullElse(request.enabled(), true));
        switch (type) {
            case "SimpleScaling" -> {
                adjustment(request);
                only(type, "StepAdjustments", request.hasStepAdjustments() ? request.stepAdjustments() : null);
                if (request.scalingAdjustment() == null) {
                    throw ScalingError.VALIDATION_ERROR.of(
                            "ScalingAdjustment must be specified for policy type %s", type);
                }
                policy.adjustmentType(request.adjustmentType())
                        .scalingAdjustment(request.scalingAdjustment())
                        .minAdjustmentMagnitude(request.minAdjustmentMagnitude())
                        .cooldown(request.cooldown());
            }
            case "StepScaling" -> {
                adjustment(request);
                only(type, "ScalingAdjustment", request.scalingAdjustment());
                only(type, "Cooldown", request.cooldown());
                steps(request.stepAdjustments());
                policy.adjustmentType(request.adjustmentType())
                        .stepAdjustments(request.stepAdjustments())
                        .minAdjustmentMagnitude(request.minAdjustmentMagnitude())
                        .metricAggregationType(Objects.requireNonNullElse(request.metricAggregationType(), "Average"))
                        .estimatedInstanceWarmup(request.estimatedInstanceWarmup());
            }
            case "TargetTrackingScaling" -> {
                only(type, "ScalingAdjustment", request.scalingAdjustment());
                only(type, "AdjustmentType", request.adjustmentType());
                policy.targetTrackingConfiguration(target(request.targetTrackingConfiguration()))
                        .estimatedInstanceWarmup(request.estimatedInstanceWarmup());
            }
            case "PredictiveScaling" ->
                throw ScalingError.NOT_IMPLEMENTED.of("Predictive scaling is not part of this cloud.");
            default -> throw ScalingError.VALIDATION_ERROR.of("Invalid policy type: %s", type);
        }
        return policy.build();
    }

    private static void only(String type, String member, @Nullable Object value) {
        if (value != null) {
            throw ScalingError.VALIDATION_ERROR.of("%s cannot be specified for policy type %s", member, type);
        }
    }

    private static void adjustment(PutScalingPolicyRequest request) {
        if (!ADJUSTMENTS.contains(String.valueOf(request.adjustmentType()))) {
            throw ScalingError.VALIDATION_ERROR.of("You must specify a valid AdjustmentType: %s", ADJUSTMENTS);
        }
        if (request.minAdjustmentMagnitude() != null && !Adjustments.PERCENT.equals(request.adjustmentType())) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "MinAdjustmentMagnitude can only be specified with PercentChangeInCapacity");
        }
    }

    private static void steps(List<StepAdjustment> steps) {
        if (steps.isEmpty()) {
            throw ScalingError.VALIDATION_ERROR.of("At least one StepAdjustment must be specified");
        }
        for (StepAdjustment step : steps) {
            Double lower = step.metricIntervalLowerBound();
            Double upper = step.metricIntervalUpperBound();
            if (lower == null && upper == null && steps.size() > 1) {
                throw ScalingError.VALIDATION_ERROR.of("StepAdjustment intervals can't overlap");
            }
            if ((lower != null && !Double.isFinite(lower)) || (upper != null && !Double.isFinite(upper))) {
                throw ScalingError.VALIDATION_ERROR.of("The bounds of a StepAdjustment must be numbers");
            }
            if (lower != null && upper != null && lower >= upper) {
                throw ScalingError.VALIDATION_ERROR.of(
                        "The lower bound of a StepAdjustment must be less than its upper bound");
            }
        }
        List<StepAdjustment> ordered = steps.stream()
                .sorted(Comparator.comparingDouble(PolicySettings::lower))
                .toList();
        for (int n = 1; n < ordered.size(); n++) {
            double lower = lower(ordered.get(n));
            double upper = upper(ordered.get(n - 1));
            if (lower < upper) {
                throw ScalingError.VALIDATION_ERROR.of("StepAdjustment intervals can't overlap");
            }
            if (lower > upper) {
                throw ScalingError.VALIDATION_ERROR.of("StepAdjustment intervals can't have gaps between them");
            }
        }
        requireOpenEnd(lower(ordered.getFirst()) < 0, lower(ordered.getFirst()), "lower", "negative");
        requireOpenEnd(upper(ordered.getLast()) > 0, upper(ordered.getLast()), "upper", "positive");
    }

    // However far a value is beyond the threshold, there is a step for it.
    private static void requireOpenEnd(boolean beyond, double end, String bound, String sign) {
        if (beyond && Double.isFinite(end)) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "There must be a step adjustment with an unspecified %s bound when one step adjustment has a %s %s bound",
                    bound, sign, bound);
        }
    }

    private static double lower(StepAdjustment step) {
        return Objects.requireNonNullElse(step.metricIntervalLowerBound(), Double.NEGATIVE_INFINITY);
    }

    private static double upper(StepAdjustment step) {
        return Objects.requireNonNullElse(step.metricIntervalUpperBound(), Double.POSITIVE_INFINITY);
    }

    private static TargetTrackingConfiguration target(@Nullable TargetTrackingConfiguration wanted) {
        if (wanted == null || wanted.targetValue() == null) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "TargetTrackingConfiguration must be specified for policy type TargetTrackingScaling");
        }
        if (!(wanted.targetValue() > 0) || wanted.targetValue().isInfinite()) {
            throw ScalingError.VALIDATION_ERROR.of("TargetValue must be greater than 0");
        }
        return wanted.toBuilder()
                .disableScaleIn(Boolean.TRUE.equals(wanted.disableScaleIn()))
                .build();
    }
}
