package dev.cloudlet.compute.autoscaling;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;

/**
 * What a policy makes of a capacity.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html">AWS</a>
 */
final class Adjustments {
    static final String EXACT = "ExactCapacity";
    static final String CHANGE = "ChangeInCapacity";
    static final String PERCENT = "PercentChangeInCapacity";

    private static final double HUNDRED = 100.0;

    private Adjustments() {}

    /**
     * The capacity after an adjustment.
     *
     * @param least for a change by percent: by at least that many instances
     */
    static long adjusted(int now, String type, int adjustment, @Nullable Integer least) {
        return switch (type) {
            case EXACT -> adjustment;
            case CHANGE -> (long) now + adjustment;
            default -> {
                long change = towardsZero(now * (adjustment / HUNDRED));
                int magnitude = Objects.requireNonNullElse(least, 0);
                if (adjustment != 0 && Math.abs(change) < magnitude) {
                    change = adjustment < 0 ? -magnitude : magnitude;
                }
                yield now + change;
            }
        };
    }

    // Between zero and one counts as one; beyond that what is broken is dropped.
    private static long towardsZero(double change) {
        if (change > 0 && change < 1) {
            return 1;
        }
        return change < 0 && change > -1 ? -1 : (long) change;
    }

    /** The step that a value is in, by how far it is beyond the threshold: the lower bound belongs to a step, the upper does not. */
    static Optional<StepAdjustment> step(List<StepAdjustment> steps, double breach) {
        return steps.stream()
                .filter(each -> breach >= 0
                        ? over(each.metricIntervalLowerBound(), breach, true)
                                && under(each.metricIntervalUpperBound(), breach, false)
                        : over(each.metricIntervalLowerBound(), breach, false)
                                && under(each.metricIntervalUpperBound(), breach, true))
                .findFirst();
    }

    private static boolean over(@Nullable Double bound, double breach, boolean inclusive) {
        return bound == null || breach > bound || (inclusive && breach == bound);
    }

    private static boolean under(@Nullable Double bound, double breach, boolean inclusive) {
        return bound == null || breach < bound || (inclusive && breach == bound);
    }

    /** The capacity at which a metric that is shared by all instances would be at its target. */
    static long tracked(int now, double value, double target) {
        return (long) Math.ceil(now * value / target - 1e-9);
    }
}
