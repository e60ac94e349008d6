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

    /** Has the group looked at soon. */
    void look(GroupKey key) {
        works.request(GroupWork.NAME, key.text());
    }

    static int within(AutoScalingGroup group, long wanted) {
        return Math.clamp(wanted, group.minSize(), group.maxSize());
    }
}
