package dev.cloudlet.e2e.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Clients;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** The bucket with sources and artifacts, and the project that makes one out of the other. */
public final class Releases {
    private static final String PROJECT = "hello";
    private static final String LOG_GROUP = "/aws/codebuild/" + PROJECT;

    private final S3Client s3;
    private final CodeBuildClient codebuild;
    private final CloudWatchLogsClient logs;

    public Releases(Clients clients, AwsCredentials who) {
        this.s3 = clients.client(S3Client.builder().forcePathStyle(true), who);
        this.codebuild = clients.client(CodeBuildClient.builder(), who);
        this.logs = clients.client(CloudWatchLogsClient.builder(), who);
    }

    public void createBucket() {
        s3.createBucket(r -> r.bucket(Demo.BUCKET));
        s3.putBucketVersioning(r -> r.bucket(Demo.BUCKET).versioningConfiguration(v -> v.status("Enabled")));
    }

    /** Uploads the source of a release, and gives its version. */
    String upload(String release) {
        return s3.putObject(r -> r.bucket(Demo.BUCKET).key("source.zip"), RequestBody.fromBytes(Demo.source(release)))
                .versionId();
    }

    public void createProject() {
        codebuild.createProject(r -> r.name(PROJECT)
                .serviceRole(Demo.roleArn(Identities.BUILD))
                .source(s -> s.type("S3").location(Demo.BUCKET + "/source.zip"))
                .artifacts(a ->
                        a.type("S3").location(Demo.BUCKET).name("hello.zip").packaging("ZIP"))
                .environment(e -> e.type("LINUX_CONTAINER")
                        .image("cloudlet/host-userland")
                        .computeType("BUILD_GENERAL1_SMALL")));
    }

    /** Builds a release out of its source: its artifact, {@code hello-RELEASE.zip}, is in the bucket afterwards. */
    void build(String release) {
        String version = upload(release);
        String id = codebuild
                .startBuild(r -> r.projectName(PROJECT).artifactsOverride(a -> a.type("S3")
                        .location(Demo.BUCKET)
                        .name(artifact(release))
                        .packaging("ZIP")))
                .build()
                .id();

        // The log is live: it can be read while the build runs.
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofMinutes(1))
                .until(() -> !log(id).isEmpty());
        assertThat(describe(id).buildStatus()).isEqualTo(StatusType.IN_PROGRESS);

        await().atMost(Duration.ofMinutes(2)).until(() -> describe(id).buildComplete());
        Build over = describe(id);
        assertThat(over.buildStatus()).as("phases %s", over.phases()).isEqualTo(StatusType.SUCCEEDED);
        assertThat(over.resolvedSourceVersion()).isEqualTo(version);
        assertThat(log(id))
                .contains("building " + release + " at " + version + "\n")
                .anyMatch(line -> line.endsWith("Phase complete: POST_BUILD State: SUCCEEDED\n"));
        assertThat(s3.headObject(r -> r.bucket(Demo.BUCKET).key(artifact(release)))
                        .contentLength())
                .isPositive();
    }

    static String artifact(String release) {
        return "hello-" + release + ".zip";
    }

    private Build describe(String id) {
        return codebuild.batchGetBuilds(r -> r.ids(id)).builds().getFirst();
    }

    private List<String> log(String build) {
        try {
            return logs
                    .getLogEvents(r -> r.logGroupName(LOG_GROUP)
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

    void remove() {
        codebuild.deleteProject(r -> r.name(PROJECT));
        logs.deleteLogGroup(r -> r.logGroupName(LOG_GROUP));
        List<ObjectIdentifier> all = s3.listObjectVersions(r -> r.bucket(Demo.BUCKET)).versions().stream()
                .map(each -> ObjectIdentifier.builder()
                        .key(each.key())
                        .versionId(each.versionId())
                        .build())
                .toList();
        s3.deleteObjects(r -> r.bucket(Demo.BUCKET).delete(d -> d.objects(all)));
        s3.deleteBucket(r -> r.bucket(Demo.BUCKET));
    }
}
