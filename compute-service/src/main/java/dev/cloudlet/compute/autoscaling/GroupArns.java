package dev.cloudlet.compute.autoscaling;

import java.util.UUID;

/** ARNs of Auto Scaling. */
final class GroupArns {
    /** That of a group, as an operation that names one declares it. */
    static final String TEMPLATE =
            "arn:aws:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}";

    private GroupArns() {}

    static String of(GroupKey key, String id) {
        return "arn:aws:autoscaling:" + key.place().region() + ":" + key.place().account() + ":autoScalingGroup:" + id
                + ":autoScalingGroupName/" + key.name();
    }

    static String policy(GroupKey key, String name) {
        return "arn:aws:autoscaling:" + key.place().region() + ":" + key.place().account() + ":scalingPolicy:"
                + UUID.randomUUID() + ":autoScalingGroupName/" + key.name() + ":policyName/" + name;
    }

    static String schedule(GroupKey key, String name) {
        return "arn:aws:autoscaling:" + key.place().region() + ":" + key.place().account()
                + ":scheduledUpdateGroupAction:" + UUID.randomUUID() + ":autoScalingGroupName/" + key.name()
                + ":scheduledActionName/" + name;
    }
}
