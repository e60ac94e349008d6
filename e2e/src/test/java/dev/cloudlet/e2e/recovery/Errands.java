package dev.cloudlet.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.CloudProcess;
import dev.cloudlet.e2e.tour.Demo;
import dev.cloudlet.e2e.tour.Rollouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.s3.S3Client;

/** A build and a deployment that take a while, and what must be true of them however often the cloud was killed meanwhile. */
final class Errands {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final long SOME = 1 << 20;

    private final CloudProcess cloud;
    private final S3Client s3;
    private final CodeBuildClient codebuild;
    private final CloudWatchLogsClient logs;
    private final Rollouts rollouts;

    Errands(CloudProcess cloud, AwsCredentials who) {
        this.cloud = cloud;
        this.s3 = cloud.clients().client(S3Client.builder().forcePathStyle(true), who);
        this.codebuild = cloud.clients().client(CodeBuildClient.builder(), who);
        this.logs = cloud.clients().client(CloudWatchLogsClient.builder(), who);
        this.rollouts = new Rollouts(cloud.clients(), who);
    }

    void put(String key, byte[] content) {
        s3.putObject(r -> r.bucket(Demo.BUCKET).key(key), RequestBody.fromBytes(content));
    }

    byte[] get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(Demo.BUCKET).key(key)).asByteArray();
    }

    /** Begins a build whose artifact goes under this key. */
    String build(String artifact) {
        return codebuild
                .startBuild(r -> r.projectName("hello").artifactsOverride(a -> a.type("S3")
                        .location(Demo.BUCKET)
                        .name(artifact)
                        .packaging("ZIP")))
                .build()
                .id();
    }

    String deploy(String release) {
        put(release + ".zip", Parcels.revision(release));
        return rollouts.start(release + ".zip");
    }

    void awaitStep(String build, int step) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> log(build)
                .contains("step " + step + " of the build\n"));
    }

    /** Until the hook is at work on some instance. */
    void awaitHook(String deployment) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> diary().stream()
                .anyMatch(line -> line.equals(deployment + " AfterInstall begins")));
    }

    /** Until some of an object that is being uploaded lies in the object store. */
    void awaitUpload() {
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> {
            try (Stream<Path> all = Files.walk(cloud.data().resolve("objects/temporary"))) {
                return all.anyMatch(file -> file.toFile().length() > SOME);
            } catch (UncheckedIOException renamedMeanwhile) {
                return false;
            }
        });
    }

    /** Until the artifact is there, whether the build knows it yet or not. */
    void awaitArtifact(String key) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> versions(key) > 0);
    }

    /** The build goes on where it was: each command once, each line of the log once, one artifact. */
    void assertBuilt(String build, String artifact) {
        await().atMost(LONG).until(() -> describe(build).buildComplete());
        Build over = describe(build);
        assertThat(over.buildStatus()).as("phases %s", over.phases()).isEqualTo(StatusType.SUCCEEDED);
        assertThat(over.resolvedSourceVersion()).isNotEmpty();
        assertThat(log(build))
                .filteredOn(line -> line.endsWith("of the build\n"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, Parcels.STEPS)
                        .mapToObj(n -> "step " + n + " of the build\n")
                        .toList());
        assertThat(versions(artifact)).as("versions of the artifact").isEqualTo(1);
    }

    /** The deployment goes on where it was, and ends well on all instances. */
    void assertDeployed(String deployment) {
        DeploymentInfo over = rollouts.over(deployment);
        assertThat(over.status())
                .as("%s %s", over.errorInformation(), rollouts.targets(over))
                .isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(over.deploymentOverview().succeeded()).isEqualTo(2);
    }

    /** What the hooks have written down, on all instances. */
    List<String> diary() {
        try (Stream<Path> machines = Files.list(cloud.data().resolve("compute/machines/machines"))) {
            return machines.map(machine -> machine.resolve("rootfs/var/log/diary"))
                    .filter(Files::exists)
                    .flatMap(Errands::lines)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int versions(String key) {
        return s3.listObjectVersions(r -> r.bucket(Demo.BUCKET).prefix(key))
                .versions()
                .size();
    }

    private Build describe(String id) {
        return codebuild.batchGetBuilds(r -> r.ids(id)).builds().getFirst();
    }

    private List<String> log(String build) {
        try {
            return logs
                    .getLogEvents(r -> r.logGroupName("/aws/codebuild/hello")
                            .logStreamName(build.substring(build.indexOf(':') + 1))
                            .startFromHead(true))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message)
                    .toList();
        } catch (ResourceNotFoundException notYet) {
            return List.of();
        }
    }
}
