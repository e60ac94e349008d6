package dev.cloudlet.e2e.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.codebuild.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Builds, from a source in S3 to an artifact in S3, by the real SDK. */
final class BuildTest {
    private static final Cloud CLOUD = Cloud.shared();

    private final String name = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final CodeBuildClient codebuild = CLOUD.client(CodeBuildClient.builder());
    private final S3Client s3 = CLOUD.client(S3Client.builder().forcePathStyle(true));
    private final IamClient iam = CLOUD.client(IamClient.builder());
    private final CloudWatchLogsClient logs = CLOUD.client(CloudWatchLogsClient.builder());

    @BeforeEach
    void bucketAndRole() {
        s3.createBucket(b -> b.bucket(name));
        iam.createRole(b -> b.roleName(name).assumeRolePolicyDocument(trust("codebuild.amazonaws.com")));
        iam.putRolePolicy(b -> b.roleName(name).policyName("build").policyDocument("""
                        {"Version":"2012-10-17","Statement":[
                          {"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::%1$s","arn:aws:s3:::%1$s/*"]},
                          {"Effect":"Allow","Action":"logs:*","Resource":"*"}]}
                        """.formatted(name)));
    }

    @Test
    void buildsASourceIntoAnArtifactAndKeepsFileModes() throws IOException {
        source(Map.of("buildspec.yml", """
                version: 0.2
                phases:
                  build:
                    commands:
                      - printf '#!/bin/sh\\necho %s' "$GREETING" > run
                      - chmod 755 run
                      - echo "built by $(id -un) for $CODEBUILD_BUILD_ID"
                artifacts:
                  files: [run]
                """));
        project("S3");

        Build build = finished(start());

        assertThat(build.buildStatus()).as("phases %s", build.phases()).isEqualTo(StatusType.SUCCEEDED);
        assertThat(build.phases())
                .extracting(BuildPhase::phaseTypeAsString)
                .containsExactly(
                        "SUBMITTED",
                        "QUEUED",
                        "PROVISIONING",
                        "DOWNLOAD_SOURCE",
                        "BUILD",
                        "UPLOAD_ARTIFACTS",
                        "FINALIZING",
                        "COMPLETED");
        assertThat(log(build)).contains("built by root for " + build.id());
        assertThat(unzipped(
                        s3.getObjectAsBytes(b -> b.bucket(name).key("out.zip")).asByteArray()))
                .containsEntry("run", "#!/bin/sh\necho hello");
    }

    @Test
    void aCommandThatFailsFailsTheBuildAndSaysWhich() {
        source(Map.of("buildspec.yml", "version: 0.2\nphases: {build: {commands: ['exit 9']}}"));
        project("NO_ARTIFACTS");

        Build build = finished(start());

        assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
        assertThat(phase(build, "BUILD").contexts().getFirst().message())
                .contains("exit 9")
                .contains("exit status 9");
    }

    @Test
    void aBuildActsWithItsRoleAndNoMore() {
        source(Map.of("buildspec.yml", "version: 0.2\nphases: {build: {commands: ['true']}}"));
        project("NO_ARTIFACTS");
        iam.deleteRolePolicy(b -> b.roleName(name).policyName("build"));

        Build build = finished(start());

        assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
        assertThat(phase(build, "PROVISIONING").contexts().getFirst().statusCode())
                .isEqualTo("ACCESS_DENIED");
    }

    @Test
    void aRoleThatDoesNotTrustCodeBuildIsNotTakenOn() {
        iam.updateAssumeRolePolicy(b -> b.roleName(name).policyDocument(trust("ec2.amazonaws.com")));
        source(Map.of("buildspec.yml", "version: 0.2\nphases: {build: {commands: ['true']}}"));
        project("NO_ARTIFACTS");

        Build build = finished(start());

        assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
    }

    @Test
    void aStoppedBuildEndsAsStopped() {
        source(Map.of("buildspec.yml", "version: 0.2\nphases: {build: {commands: ['tail -f /dev/null']}}"));
        project("NO_ARTIFACTS");
        String id = start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> build(id).currentPhase().equals("BUILD"));

        codebuild.stopBuild(b -> b.id(id));

        assertThat(finished(id).buildStatus()).isEqualTo(StatusType.STOPPED);
    }

    @Test
    void aSourceThatClimbsOutOfItsDirectoryIsRefused() {
        source(Map.of("../../evil", "x", "buildspec.yml", "version: 0.2"));
        project("NO_ARTIFACTS");

        Build build = finished(start());

        assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
        assertThat(phase(build, "DOWNLOAD_SOURCE").contexts().getFirst().message())
                .contains("illegal entry");
    }

    @Test
    void aBrokenBuildspecSaysWhereItIsBroken() {
        source(Map.of("buildspec.yml", "version: 0.2\nphases: {build: {commands: [{a: b}]}}"));
        project("NO_ARTIFACTS");

        Build build = finished(start());

        assertThat(phase(build, "DOWNLOAD_SOURCE").contexts().getFirst().statusCode())
                .isEqualTo("YAML_FILE_ERROR");
    }

    @Test
    void errorsAreCodeBuildsOwn() {
        project("NO_ARTIFACTS");

        assertThatThrownBy(() -> project("NO_ARTIFACTS")).isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() -> codebuild.startBuild(b -> b.projectName("nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> codebuild.batchGetBuilds(b -> b.ids("no-colon")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> codebuild.listBuilds(b -> b.nextToken("not one of ours")))
                .isInstanceOf(InvalidInputException.class);
        assertThat(codebuild.batchGetProjects(b -> b.names(name, "nobody")).projectsNotFound())
                .containsExactly("nobody");
    }

    @Test
    void aFolderIsASourceToo() {
        Map.of("buildspec.yml", """
                        version: 0.2
                        phases:
                          build:
                            commands:
                              - echo "from the folder $(cat text/word.txt)"
                        """, "text/word.txt", "comes this word")
                .forEach((file, content) ->
                        s3.putObject(b -> b.bucket(name).key("in/src/" + file), RequestBody.fromString(content)));
        s3.putObject(b -> b.bucket(name).key("in/src/empty/"), RequestBody.empty());
        project("NO_ARTIFACTS");

        Build build = finished(codebuild
                .startBuild(b -> b.projectName(name).sourceLocationOverride(name + "/in/src/"))
                .build()
                .id());

        assertThat(build.buildStatus()).as("phases %s", build.phases()).isEqualTo(StatusType.SUCCEEDED);
        assertThat(log(build)).contains("from the folder comes this word");
    }

    private void project(String artifacts) {
        codebuild.createProject(b -> b.name(name)
                .serviceRole("arn:aws:iam::000000000000:role/" + name)
                .source(s -> s.type("S3").location(name + "/source.zip"))
                .artifacts(a -> a.type(artifacts).location(name).name("out.zip").packaging("ZIP"))
                .environment(e -> e.type("LINUX_CONTAINER")
                        .image("aws/codebuild/standard:7.0")
                        .computeType("BUILD_GENERAL1_SMALL")
                        .environmentVariables(EnvironmentVariable.builder()
                                .name("GREETING")
                                .value("hello")
                                .build())));
    }

    private String start() {
        return codebuild.startBuild(b -> b.projectName(name)).build().id();
    }

    private Build build(String id) {
        return codebuild.batchGetBuilds(b -> b.ids(id)).builds().getFirst();
    }

    private Build finished(String id) {
        await().atMost(Duration.ofMinutes(2)).until(() -> build(id).buildComplete());
        return build(id);
    }

    private static BuildPhase phase(Build build, String type) {
        return build.phases().stream()
                .filter(p -> p.phaseTypeAsString().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no phase " + type + " in " + build.phases()));
    }

    private String log(Build build) {
        return logs
                .getLogEvents(b -> b.logGroupName(build.logs().groupName())
                        .logStreamName(build.logs().streamName())
                        .startFromHead(true))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .collect(Collectors.joining());
    }

    private void source(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String file : List.copyOf(files.keySet())) {
                zip.putNextEntry(new ZipEntry(file));
                zip.write(files.get(file).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        s3.putObject(b -> b.bucket(name).key("source.zip"), RequestBody.fromBytes(bytes.toByteArray()));
    }

    private static Map<String, String> unzipped(byte[] archive) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static String trust(String service) {
        return """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Principal":{"Service":"%s"},"Action":"sts:AssumeRole"}]}
                """.formatted(service);
    }
}
