package dev.cloudlet.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** New instances of an Auto Scaling group are deployed to before they go into service. */
final class ScaleOutDeploymentTest {
    private static final Cloud CLOUD = Cloud.shared();
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Ec2Client ec2 = CLOUD.client(Ec2Client.builder());
    private final AutoScalingClient scaling = CLOUD.client(AutoScalingClient.builder());

    @Test
    void anInstanceThatCannotBeDeployedToIsAbandonedAndReplaced() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/runc")), "no OCI runtime");
        Shipping shipping = new Shipping(CLOUD);
        String name = shipping.name;
        group(shipping);
        awaitServing(name, 1);
        shipping.codedeploy.createDeploymentGroup(r -> r.applicationName(name)
                .deploymentGroupName("web")
                .serviceRoleArn(shipping.serviceRole)
                .autoScalingGroups(name));
        String hook = shipping.codedeploy
                .getDeploymentGroup(r -> r.applicationName(name).deploymentGroupName("web"))
                .deploymentGroupInfo()
                .autoScalingGroups()
                .getFirst()
                .hook();
        assertThat(hook).startsWith("CodeDeploy-managed-automatic-launch-deployment-hook-web-");
        await().atMost(LONG).until(() -> hooks(name), List.of(hook)::equals);
        shipping.upload("v1", Map.of("appspec.yml", """
                        version: 0.0
                        os: linux
                        hooks:
                          ValidateService:
                            - location: validate.sh
                        """, "validate.sh", "#!/bin/sh\ntest ! -e /etc/unfit\n"));
        assertThat(shipping.over(shipping.begin("v1", r -> {})).status()).isEqualTo(DeploymentStatus.SUCCEEDED);

        // From now on new instances are such as the revision does not run on.
        template(name, "#!/bin/sh\ntouch /etc/unfit\n");
        scaling.setDesiredCapacity(r -> r.autoScalingGroupName(name).desiredCapacity(2));
        Activity cancelled = await().atMost(LONG)
                .until(
                        () -> scaling.describeScalingActivities(r -> r.autoScalingGroupName(name)).activities().stream()
                                .filter(each -> "Cancelled".equals(each.statusCodeAsString()))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
        assertThat(cancelled.statusMessage()).endsWith("was abandoned: Lifecycle Action Completed with ABANDON Result");
        template(name, "");
        awaitServing(name, 2);

        List<String> deployments = shipping.codedeploy
                .listDeployments(r -> r.applicationName(name).deploymentGroupName("web"))
                .deployments();
        assertThat(deployments)
                .map(id -> shipping.codedeploy
                        .getDeployment(r -> r.deploymentId(id))
                        .deploymentInfo())
                .filteredOn(each -> each.creator() == DeploymentCreator.AUTOSCALING)
                .extracting(each -> each.status())
                .contains(DeploymentStatus.FAILED)
                .first()
                .isEqualTo(DeploymentStatus.SUCCEEDED);

        shipping.codedeploy.deleteDeploymentGroup(r -> r.applicationName(name).deploymentGroupName("web"));
        await().atMost(LONG).until(() -> hooks(name).isEmpty());
        scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName(name).forceDelete(true));
        await().atMost(LONG).until(() -> scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(name))
                .autoScalingGroups()
                .isEmpty());
    }

    private void group(Shipping shipping) {
        String image = ec2.describeImages().images().getFirst().imageId();
        ec2.createLaunchTemplate(r -> r.launchTemplateName(shipping.name)
                .launchTemplateData(
                        d -> d.imageId(image).instanceType("t3.micro").iamInstanceProfile(p -> p.name(shipping.name))));
        String subnet = ec2.describeSubnets().subnets().getFirst().subnetId();
        scaling.createAutoScalingGroup(r -> r.autoScalingGroupName(shipping.name)
                .launchTemplate(t -> t.launchTemplateName(shipping.name).version("$Latest"))
                .minSize(0)
                .maxSize(3)
                .desiredCapacity(1)
                .vpcZoneIdentifier(subnet));
    }

    private void template(String name, String userData) {
        String encoded = Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8));
        ec2.createLaunchTemplateVersion(
                r -> r.launchTemplateName(name).sourceVersion("1").launchTemplateData(d -> d.userData(encoded)));
    }

    private List<String> hooks(String name) {
        return scaling.describeLifecycleHooks(r -> r.autoScalingGroupName(name)).lifecycleHooks().stream()
                .map(each -> each.lifecycleHookName())
                .toList();
    }

    private void awaitServing(String name, int count) {
        await().atMost(LONG)
                .until(
                        () ->
                                scaling
                                        .describeAutoScalingGroups(r -> r.autoScalingGroupNames(name))
                                        .autoScalingGroups()
                                        .stream()
                                        .map(AutoScalingGroup::instances)
                                        .flatMap(List::stream)
                                        .map(Instance::lifecycleStateAsString)
                                        .toList(),
                        states -> states.size() == count && states.stream().allMatch("InService"::equals));
    }
}
