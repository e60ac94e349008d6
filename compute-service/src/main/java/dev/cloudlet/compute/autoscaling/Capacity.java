package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.kit.work.WorkQueue;
import java.time.Clock;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** Changes how many instances a group is to have; the group must be locked. */
@Component
class Capacity {
    private final ScalingGroups groups;
    private final WorkQueue works;
    private final Clock clock;

    Capacity(ScalingGroups groups, WorkQueue works, Clock clock) {
        this.groups = groups;
        this.works = works;
        this.clock = clock;
    }

    /**
     * Sets the desired capacity.
     *
     * @param why the middle of a sentence: {@code a user request explicitly set group desired capacity}
     */
    void desire(ScalingGroup group, int desired, String why) {
        AutoScalingGroup document = group.document();
        int before = document.desiredCapacity();
        if (before != desired) {
            groups.document(
                    group.key(), document.toBuilder().desiredCapacity(desired).build());
            groups.cause(
                    group.key(),
                    Activities.at(clock.instant()) + " " + why + " changing the desired capacity from " + before
                            + " to " + desired + ".");
        }
        look(group.key());
    }

    /**
     * Changes the desired capacity by what a user does with instances.
     *
     * @param what the user's wish as an infinitive: {@code attach}
     * @throws dev.cloudlet.protocol.AwsException ValidationError if that is below the smallest or above the largest size
     */
    void change(ScalingGroup group, int by, String what) {
        AutoScalingGroup document = group.document();
        int desired = document.desiredCapacity() + by;
        if (by != 0 && within(document, desired) != desired) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "AutoScalingGroup %s has min-size=%d, max-size=%d, and desired-size=%d. To %s %d instance%s, please update the AutoScalingGroup sizes appropriately.",
                    group.key().name(),
                    document.minSize(),
                    document.maxSize(),
                    document.desiredCapacity(),
                    what,
                    Math.abs(by),
                    Math.abs(by) == 1 ? "" : "s");
        }
        groups.document(
                group.key(), document.toBuilder().desiredCapacity(desired).build());
        look(group.key());
    }

    /** Has the group looked at soon. */
    void look(GroupKey key) {
        works.request(GroupWork.NAME, key.text());
    }

    static int within(AutoScalingGroup group, long wanted) {
        return Math.clamp(wanted, group.minSize(), group.maxSize());
    }
}
