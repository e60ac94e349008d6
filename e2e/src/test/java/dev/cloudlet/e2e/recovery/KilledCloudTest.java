package dev.cloudlet.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Clients;
import dev.cloudlet.e2e.CloudProcess;
import dev.cloudlet.e2e.Host;
import dev.cloudlet.e2e.tour.Identities;
import dev.cloudlet.e2e.tour.Releases;
import dev.cloudlet.e2e.tour.Rollouts;
import dev.cloudlet.e2e.tour.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/** A cloud that is killed at bad moments: when it is started again it goes on, nothing acknowledged is lost and no machine is left over. */
@Tag("recovery")
@Order(Integer.MAX_VALUE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KilledCloudTest {
    private final CloudProcess cloud = new CloudProcess();
    private final Identities identities = new Identities(cloud.clients());
    private AwsCredentials user = Clients.ROOT;
    private Site site = site();
    private Errands errands = new Errands(cloud, user);
    private List<String> instances = List.of();

    @BeforeAll
    void start() {
        Host.assumeMachines();
        Host.assumeProgram("perl");
        cloud.start();
        user = identities.create();
        site = site();
        errands = new Errands(cloud, user);
    }

    @AfterAll
    void close() {
        cloud.close();
    }

    @Test
    @Order(1)
    void whileInstancesAreLaunched() {
        site.create();

        cloud.kill();
        cloud.start();

        await().atMost(Duration.ofMinutes(1)).until(() -> site.inService().size() == 2);
        instances = inService();
        assertThat(cloud.traces().ofMachines().stream().filter(each -> each.startsWith("container")))
                .hasSize(2);
        Releases releases = new Releases(cloud.clients(), user);
        releases.createBucket();
        releases.createProject();
        new Rollouts(cloud.clients(), user).create();
        errands.put("source.zip", Parcels.source());
    }

    @Test
    @Order(2)
    void asSoonAsABuildAndADeploymentAreAcknowledged() throws IOException {
        String build = errands.build("first-artifact.zip");
        String deployment = errands.deploy("first");

        killedAndStartedAgain(cloud::killEverything);

        errands.assertBuilt(build, "first-artifact.zip");
        errands.assertDeployed(deployment);
        assertServes("first");
    }

    @Test
    @Order(3)
    void whileABuildRunsItsCommandsAndADeploymentItsHook() throws IOException {
        String deployment = errands.deploy("second");
        errands.awaitHook(deployment);
        String build = errands.build("second-artifact.zip");
        errands.awaitStep(build, 2);

        killedAndStartedAgain(cloud::kill);

        errands.assertBuilt(build, "second-artifact.zip");
        errands.assertDeployed(deployment);
        // The hook outlived the cloud, and was not begun again.
        for (String line : List.of("AfterInstall begins", "AfterInstall ends", "ApplicationStart ends")) {
            assertThat(Collections.frequency(errands.diary(), deployment + " " + line))
                    .as(line)
                    .isEqualTo(2);
        }
        assertServes("second");
    }

    @Test
    @Order(4)
    void whileAnArtifactIsUploadedAndTheHookItselfIsKilled() throws IOException {
        String build = errands.build("third-artifact.zip");
        errands.awaitStep(build, Parcels.STEPS);
        String deployment = errands.deploy("third");
        errands.awaitUpload();

        killedAndStartedAgain(cloud::killEverything);

        errands.assertBuilt(build, "third-artifact.zip");
        errands.assertDeployed(deployment);
        assertServes("third");
    }

    @Test
    @Order(5)
    void whenAnArtifactHasJustArrived() throws IOException {
        String build = errands.build("fourth-artifact.zip");
        errands.awaitArtifact("fourth-artifact.zip");

        killedAndStartedAgain(cloud::kill);

        errands.assertBuilt(build, "fourth-artifact.zip");
        assertServes("third");
    }

    @Test
    @Order(6)
    void whileInstancesAreTerminated() {
        cloud.clients()
                .client(AutoScalingClient.builder(), user)
                .deleteAutoScalingGroup(r -> r.autoScalingGroupName(Site.GROUP).forceDelete(true));

        cloud.killEverything();
        cloud.start();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(cloud.traces().ofMachines()).isEmpty());
        await().atMost(Duration.ofMinutes(1)).until(() -> site.inService().isEmpty());
    }

    /** What was put just before is there just after, and no instance was lost to it. */
    private void killedAndStartedAgain(Runnable kill) {
        byte[] content = "the last word".getBytes(StandardCharsets.UTF_8);
        errands.put("last-word", content);

        kill.run();
        cloud.start();

        assertThat(errands.get("last-word")).isEqualTo(content);
        assertThat(inService()).isEqualTo(instances);
    }

    private void assertServes(String release) throws IOException {
        await().atMost(Duration.ofSeconds(30)).until(() -> site.get("/").body().equals(release));
        assertThat(inService()).isEqualTo(instances);
    }

    private List<String> inService() {
        return site.inService().stream().map(Instance::instanceId).sorted().toList();
    }

    private Site site() {
        return new Site(cloud.endpoint(), cloud.clients(), user);
    }
}
