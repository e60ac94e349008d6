package dev.cloudlet.compute.autoscaling;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/**
 * An Auto Scaling group.
 *
 * @param cause why its capacity is what it is, a sentence in AWS's words; empty once it is reached
 * @param cooled the end of its cooldown
 * @param launchFailures empty as long as launches go well
 * @param document as described, without its instances
 */
record ScalingGroup(
        GroupKey key,
        boolean deleting,
        String cause,
        Optional<Instant> cooled,
        Optional<LaunchFailures> launchFailures,
        AutoScalingGroup document) {

    List<String> subnetIds() {
        String all = document.vpcZoneIdentifier();
        return all == null || all.isBlank()
                ? List.of()
                : Arrays.stream(all.split(",")).map(String::strip).toList();
    }

    boolean suspends(String process) {
        return document.suspendedProcesses().stream().anyMatch(each -> process.equals(each.processName()));
    }

    int desired() {
        return deleting ? 0 : document.desiredCapacity();
    }

    /** When checks of an instance's health begin to count. */
    Instant graceEnd(Member member) {
        int grace = Objects.requireNonNullElse(document.healthCheckGracePeriod(), 0);
        return member.inService().orElse(member.launched()).plusSeconds(grace);
    }

    boolean checksBalancers() {
        return document.healthCheckType() != null && document.healthCheckType().contains("ELB");
    }
}
