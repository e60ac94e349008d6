package dev.cloudlet.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.EC2TagFilter;
import software.amazon.awssdk.services.codedeploy.model.EC2TagFilterType;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.FileExistsBehavior;
import software.amazon.awssdk.services.codedeploy.model.LifecycleErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Deployments to instances that bear a tag: real files, real scripts. */
final class InstanceDeploymentTest {
    private static final Cloud CLOUD = Cloud.shared();

    private final Ec2Client ec2 = CLOUD.client(Ec2Client.builder());

    @BeforeEach
    void needsMachines() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/runc")), "no OCI runtime");
    }

    private Shipping shipping() {
        Shipping shipping = new Shipping(CLOUD);
        shipping.codedeploy.createDeploymentGroup(r -> r.applicationName(shipping.name)
                .deploymentGroupName("web")
                .serviceRoleArn(shipping.serviceRole)
                .deploymentConfigName("CodeDeployDefault.AllAtOnce")
                .ec2TagFilters(EC2TagFilter.builder()
                        .type(EC2TagFilterType.KEY_AND_VALUE)
                        .key("app")
                        .value(shipping.name)
                        .build()));
        return shipping;
    }

    private List<String> launch(Shipping shipping, int count) {
        String image = ec2.describeImages().images().getFirst().imageId();
        TagSpecification tagged = TagSpecification.builder()
                .resourceType(ResourceType.INSTANCE)
                .tags(Tag.builder().key("app").value(shipping.name).build())
                .build();
        List<String> ids = ec2
                .runInstances(r -> r.imageId(image)
                        .instanceType("t3.micro")
                        .minCount(count)
                        .maxCount(count)
                        .iamInstanceProfile(p -> p.name(shipping.name))
                        .tagSpecifications(tagged))
                .instances()
                .stream()
                .map(Instance::instanceId)
                .toList();
        awaitState(ids, "running");
        return ids;
    }

    private void terminate(List<String> ids) {
        ec2.terminateInstances(r -> r.instanceIds(ids));
        awaitState(ids, "terminated");
    }

    private void awaitState(List<String> ids, String state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ec2.describeInstances(r -> r.instanceIds(ids)).reservations().stream()
                        .flatMap(each -> each.instances().stream())
                        .allMatch(each -> state.equals(each.state().nameAsString())));
    }

    private static Map<String, String> revision(String event, int timeout, String script, String extra) {
        return Map.of(
                "appspec.yml",
                """
                version: 0.0
                os: linux
                files:
                  - source: app
                    destination: /srv/app
                hooks:
                  %s:
                    - location: script.sh
                      timeout: %d
                """.formatted(event, timeout),
                "app/page",
                "hello",
                "app/" + extra,
                "of the bundle",
                "script.sh",
                "#!/bin/sh\nset -e\n" + script + "\n");
    }

    @Test
    void filesAreInstalledScriptsRunAndWhatIsThereAlreadyIsHeeded() {
        Shipping shipping = shipping();
        String instance = launch(shipping, 1).getFirst();

        shipping.upload(
                "v1", revision("AfterInstall", 30, "grep hello /srv/app/page; echo mine > /srv/app/notes", "x"));
        String first = shipping.begin("v1", r -> {});
        assertThat(shipping.over(first).status()).isEqualTo(DeploymentStatus.SUCCEEDED);

        // A file that CodeDeploy did not bring is not replaced unless somebody says so.
        shipping.upload("v2", revision("ValidateService", 30, "grep -q mine /srv/app/notes", "notes"));
        String refused = shipping.begin("v2", r -> {});
        assertThat(shipping.over(refused).errorInformation().code()).isEqualTo(ErrorCode.HEALTH_CONSTRAINTS);
        assertThat(shipping.failure(refused, instance, "Install").message())
                .contains(
                        "The deployment failed because a specified file already exists at this location: /srv/app/notes");
        String retained = shipping.begin("v2", r -> r.fileExistsBehavior(FileExistsBehavior.RETAIN));
        assertThat(shipping.over(retained).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        shipping.upload("v3", revision("ValidateService", 30, "grep -q bundle /srv/app/notes", "notes"));
        String overwritten = shipping.begin("v3", r -> r.fileExistsBehavior(FileExistsBehavior.OVERWRITE));
        assertThat(shipping.over(overwritten).status()).isEqualTo(DeploymentStatus.SUCCEEDED);

        shipping.upload("slow", revision("ApplicationStart", 1, "echo waiting; sleep 40", "x"));
        String timedOut = shipping.begin("slow", r -> {});
        assertThat(shipping.over(timedOut).status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(shipping.failure(timedOut, instance, "ApplicationStart").errorCode())
                .isEqualTo(LifecycleErrorCode.SCRIPT_TIMED_OUT);
        assertThat(shipping.failure(timedOut, instance, "ApplicationStart").logTail())
                .contains("[stdout]waiting");
        assertThat(Shipping.event(shipping.target(timedOut, instance), "ValidateService")
                        .status())
                .isEqualTo(LifecycleEventStatus.SKIPPED);
        terminate(List.of(instance));
    }

    @Test
    void aDeploymentIsStoppedAndOneThatLosesAnInstanceGoesOn() {
        Shipping shipping = shipping();
        List<String> instances = launch(shipping, 2);
        shipping.upload("slow", revision("BeforeInstall", 300, "sleep 6", "x"));

        String stopped = shipping.begin("slow", r -> {});
        shipping.awaitEvent(stopped, instances.getFirst(), "BeforeInstall");
        shipping.codedeploy.stopDeployment(r -> r.deploymentId(stopped).autoRollbackEnabled(false));
        DeploymentInfo over = shipping.over(stopped);
        assertThat(over.status()).isEqualTo(DeploymentStatus.STOPPED);
        assertThat(over.errorInformation().code()).isEqualTo(ErrorCode.MANUAL_STOP);
        assertThat(over.deploymentOverview().skipped()).isEqualTo(2);

        String id = shipping.begin("slow", r -> {});
        shipping.awaitEvent(id, instances.getFirst(), "BeforeInstall");
        ec2.terminateInstances(r -> r.instanceIds(instances.getFirst()));
        assertThat(shipping.over(id).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(shipping.target(id, instances.getFirst()).status()).isEqualTo(TargetStatus.FAILED);
        assertThat(shipping.target(id, instances.getLast()).status()).isEqualTo(TargetStatus.SUCCEEDED);
        terminate(instances);
    }
}
