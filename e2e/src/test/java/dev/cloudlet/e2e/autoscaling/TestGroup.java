package dev.cloudlet.e2e.autoscaling;

import dev.cloudlet.e2e.Cloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** An Auto Scaling group of a test's own, of at most four instances; gone when the test closes it. */
final class TestGroup implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);

    final String name = "group-" + UUID.randomUUID().toString().substring(0, 8);
    final AutoScalingClient scaling;
    final Ec2Client ec2;

    /** @param more what else the group is to be like */
    TestGroup(Cloud cloud, int desired, Consumer<CreateAutoScalingGroupRequest.Builder> more) {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/runc")), "no OCI runtime");
        scaling = cloud.client(AutoScalingClient.builder());
        ec2 = cloud.client(Ec2Client.builder());
        String image = ec2.describeImages().images().getFirst().imageId();
        ec2.createLaunchTemplate(r -> r.launchTemplateName(name)
                .launchTemplateData(d -> d.imageId(image).instanceType("t3.micro")));
        String subnet = ec2.describeSubnets().subnets().getFirst().subnetId();
        scaling.createAutoScalingGroup(r -> {
            r.autoScalingGroupName(name)
                    .launchTemplate(t -> t.launchTemplateName(name).version("$Latest"))
                    .minSize(0)
                    .maxSize(4)
                    .desiredCapacity(desired)
                    .vpcZoneIdentifier(subnet);
            more.accept(r);
        });
    }

    List<Instance> instances() {
        return scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(name)).autoScalingGroups().stream()
                .map(AutoScalingGroup::instances)
                .flatMap(List::stream)
                .toList();
    }

    /** Waits until the group's instances are as wanted. */
    List<Instance> await(Predicate<List<Instance>> wanted) {
        return awaitility().until(this::instances, wanted);
    }

    /** Waits for an instance in some state of its lifecycle: its id. */
    String awaitOne(String state) {
        return await(all -> all.stream().anyMatch(each -> state.equals(each.lifecycleStateAsString()))).stream()
                .filter(each -> state.equals(each.lifecycleStateAsString()))
                .findFirst()
                .orElseThrow()
                .instanceId();
    }

    /** Waits until so many instances serve, and there are no others: their ids. */
    Set<String> awaitServing(int count) {
        return await(all -> all.size() == count
                        && all.stream().allMatch(each -> "InService".equals(each.lifecycleStateAsString())))
                .stream()
                .map(Instance::instanceId)
                .collect(Collectors.toSet());
    }

    /** Newest first. */
    List<Activity> activities() {
        return scaling.describeScalingActivities(r -> r.autoScalingGroupName(name))
                .activities();
    }

    static org.awaitility.core.ConditionFactory awaitility() {
        return org.awaitility.Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(200));
    }

    void delete() {
        scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName(name).forceDelete(true));
    }

    boolean isGone() {
        return scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(name))
                .autoScalingGroups()
                .isEmpty();
    }

    @Override
    public void close() {
        if (!isGone()) {
            delete();
            awaitility().until(this::isGone);
        }
        ec2.deleteLaunchTemplate(r -> r.launchTemplateName(name));
    }
}
