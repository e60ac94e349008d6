package dev.cloudlet.compute.autoscaling;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;

/**
 * Slows a group down whose launches keep failing, and in the end stops it: "an administrative suspension most commonly applies to
 * Auto Scaling groups that have been trying to launch instances for over 24 hours but have not succeeded".
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html">AWS</a>
 */
@Component
class BackOff {
    private static final String LAUNCH = "Launch";

    private final ScalingGroups groups;
    private final Members members;
    private final Activities activities;
    private final Clock clock;

    BackOff(ScalingGroups groups, Members members, Activities activities, Clock clock) {
        this.groups = groups;
        this.members = members;
        this.activities = activities;
        this.clock = clock;
    }

    /** A launch has failed; the group must be locked. */
    void failed(ScalingGroup group) {
        LaunchFailures failures = LaunchFailures.after(group.launchFailures(), clock.instant());
        groups.launchFailures(group.key(), failures);
        boolean serves = members.of(group.key()).stream().anyMatch(each -> each.phase() == Phase.IN_SERVICE);
        if (failures.areHopeless(clock.instant()) && !serves && !group.suspends(LAUNCH)) {
            suspend(group, failures);
        }
    }

    private void suspend(ScalingGroup group, LaunchFailures failures) {
        Instant now = clock.instant();
        String why = "no instance could be launched since "
                + Activities.at(failures.since()).substring("At ".length());
        List<SuspendedProcess> suspended = new ArrayList<>(group.document().suspendedProcesses());
        suspended.add(SuspendedProcess.builder()
                .processName(LAUNCH)
                .suspensionReason(
                        "Administrative suspension at " + Activities.at(now).substring("At ".length()) + ": " + why)
                .build());
        groups.document(
                group.key(),
                group.document().toBuilder().suspendedProcesses(suspended).build());
        Activity activity = activities.begin(
                group,
                "Suspending process Launch of AutoScalingGroup: " + group.key().name(),
                Activities.at(now) + " the process was suspended administratively because " + why + ".",
                null);
        activities.succeed(activity.activityId());
    }

    /** Launches are worth trying at once: one was good, or somebody has changed something. */
    void forget(ScalingGroup group) {
        if (group.launchFailures().isPresent()) {
            groups.launchFailures(group.key(), null);
        }
    }
}
