package dev.cloudlet.compute.autoscaling;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;

/** Has a policy decide on a group's capacity; the group must be locked. */
@Component
class PolicyExecution {
    private static final String SIMPLE = "SimpleScaling";

    private final ScalingGroups groups;
    private final Members members;
    private final Capacity capacity;
    private final Clock clock;

    PolicyExecution(ScalingGroups groups, Members members, Capacity capacity, Clock clock) {
        this.groups = groups;
        this.members = members;
        this.capacity = capacity;
        this.clock = clock;
    }

    /**
     * What the policy is asked about.
     *
     * @param value of the metric; null when nobody knows
     * @param threshold of the alarm
     */
    record Occasion(String why, @Nullable Double value, double threshold) {}

    boolean isCooling(ScalingGroup group, ScalingPolicy policy) {
        return policy.policyType().equals(SIMPLE)
                && group.cooled().filter(clock.instant()::isBefore).isPresent();
    }

    /** Whether the capacity was changed. */
    boolean execute(ScalingGroup group, ScalingPolicy policy, Occasion occasion) {
        if (group.deleting() || isCooling(group, policy) || Boolean.FALSE.equals(policy.enabled())) {
            return false;
        }
        AutoScalingGroup document = group.document();
        Optional<Long> wanted =
                switch (policy.policyType()) {
                    case SIMPLE ->
                        Optional.of(Adjustments.adjusted(
                                document.desiredCapacity(),
                                policy.adjustmentType(),
                                policy.scalingAdjustment(),
                                policy.minAdjustmentMagnitude()));
                    case "StepScaling" -> step(group, policy, occasion);
                    default -> tracked(group, policy, occasion);
                };
        if (wanted.isEmpty()) {
            return false;
        }
        int desired = Capacity.within(document, wanted.get());
        if (desired == document.desiredCapacity()) {
            return false;
        }
        capacity.desire(group, desired, occasion.why());
        if (policy.policyType().equals(SIMPLE)) {
            int seconds = Objects.requireNonNullElse(policy.cooldown(), document.defaultCooldown());
            groups.cooled(group.key(), clock.instant().plusSeconds(seconds));
        }
        return true;
    }

    private Optional<Long> step(ScalingGroup group, ScalingPolicy policy, Occasion occasion) {
        if (occasion.value() == null) {
            return Optional.empty();
        }
        Optional<StepAdjustment> step =
                Adjustments.step(policy.stepAdjustments(), occasion.value() - occasion.threshold());
        int now = group.document().desiredCapacity();
        return step.flatMap(each -> {
            boolean adds = !Adjustments.EXACT.equals(policy.adjustmentType()) && each.scalingAdjustment() > 0;
            long wanted = Adjustments.adjusted(
                    adds ? warm(group, policy.estimatedInstanceWarmup()) : now,
                    policy.adjustmentType(),
                    each.scalingAdjustment(),
                    policy.minAdjustmentMagnitude());
            // Instances that are still warming up are part of what was asked for already: only more than those is more.
            return adds && wanted <= now ? Optional.empty() : Optional.of(wanted);
        });
    }

    private Optional<Long> tracked(ScalingGroup group, ScalingPolicy policy, Occasion occasion) {
        var target = policy.targetTrackingConfiguration();
        int now = group.document().desiredCapacity();
        if (occasion.value() == null || target.targetValue() <= 0) {
            return Optional.empty();
        }
        if (occasion.value() <= target.targetValue()) {
            long fewer = Adjustments.tracked(now, occasion.value(), target.targetValue());
            return Boolean.TRUE.equals(target.disableScaleIn()) ? Optional.empty() : Optional.of(fewer);
        }
        int from = Math.max(1, warm(group, policy.estimatedInstanceWarmup()));
        long more = Adjustments.tracked(from, occasion.value(), target.targetValue());
        return more > now ? Optional.of(more) : Optional.empty();
    }

    /**
     * How many instances count as the present capacity when more are asked for: those that have been in service for as long as they
     * take to warm up.
     *
     * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html">AWS</a>
     */
    private int warm(ScalingGroup group, @Nullable Integer warmup) {
        Integer usual = group.document().defaultInstanceWarmup();
        int seconds = warmup != null
                ? warmup
                : usual != null && usual >= 0 ? usual : group.document().defaultCooldown();
        Instant now = clock.instant();
        return (int) members.of(group.key()).stream()
                .filter(each -> each.phase() == Phase.IN_SERVICE
                        && each.inService()
                                .filter(since -> !now.isBefore(since.plusSeconds(seconds)))
                                .isPresent())
                .limit(group.document().desiredCapacity())
                .count();
    }
}
