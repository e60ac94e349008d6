package dev.cloudlet.e2e.modes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.AwsCli;
import dev.cloudlet.e2e.CloudProcess;
import dev.cloudlet.standalone.StandaloneConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A cloud of a user who is nobody special, not even a name: a number, as in many containers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithoutMachinesTest {
    private static final int SOMEBODY = 34_567;
    private static final String ACCOUNT = "210987654321";
    private static final String WHY = "machines need root";
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    static Path directory;

    private CloudProcess cloud;
    private AwsCli aws;

    @BeforeAll
    void start() throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("user.name").equals("root") && Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "only root can be somebody else");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(Files.createDirectory(directory.resolve("data")), "unix:uid", SOMEBODY);
        cloud = new CloudProcess(
                StandaloneConfig.in(directory.resolve("data")).withPort(StandaloneConfig.freePort()),
                new CloudProcess.Start(
                        List.of("setpriv", "--reuid=" + SOMEBODY, "--regid=" + SOMEBODY, "--clear-groups", "--"),
                        Map.of(
                                "CLOUDLET_ACCOUNT", ACCOUNT,
                                "CLOUDLET_ROOT_ACCESS_KEY_ID", "AKIAOFMYOWN",
                                "CLOUDLET_ROOT_SECRET_ACCESS_KEY", "a secret of my own"),
                        ReadableBuild.copy(Files.createDirectory(directory.resolve("lib")))));
        cloud.start();
        aws = new AwsCli(cloud.endpoint(), "AKIAOFMYOWN", "a secret of my own", List.of());
    }

    @AfterAll
    void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void theStartAndHealthSayWhatIsOffAndWhy() throws Exception {
        assertThat(cloud.output().lines())
                .filteredOn(line -> line.startsWith("off on this machine"))
                .singleElement()
                .asString()
                .contains(WHY, "builds", "instances", "Everything else works.");
        HttpResponse<String> health = health();
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"status\":\"up\"", "\"what\":\"builds\"", WHY);
    }

    @Test
    void storageAndIdentityWork() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");

        aws.run("s3", "mb", "s3://without-machines").ok();
        aws.run("s3", "cp", file.toString(), "s3://without-machines/file").ok();
        assertThat(aws.run("s3", "cp", "s3://without-machines/file", "-").ok()).isEqualTo("content");
        assertThat(aws.run("iam", "create-user", "--user-name", "bob", "--query", "User.Arn", "--output", "text")
                        .ok())
                .isEqualTo("arn:aws:iam::" + ACCOUNT + ":user/bob");
        assertThat(aws.as("test", "test").run("sts", "get-caller-identity").err())
                .contains("InvalidClientTokenId");
    }

    @Test
    void instancesAreRefusedWithTheReason() {
        String image = text("ec2", "describe-images", "--query", "Images[0].ImageId");

        AwsCli.Result refused = aws.run("ec2", "run-instances", "--image-id", image, "--instance-type", "t3.nano");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("UnsupportedOperation", WHY);
    }

    @Test
    void aLoadBalancerFailsWithTheReason() {
        String[] subnets = text("ec2", "describe-subnets", "--query", "Subnets[0:2].SubnetId")
                .split("\\s+");
        String arn = text(
                "elbv2",
                "create-load-balancer",
                "--name",
                "nowhere",
                "--subnets",
                subnets[0],
                subnets[1],
                "--query",
                "LoadBalancers[0].LoadBalancerArn");

        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(text(
                        "elbv2",
                        "describe-load-balancers",
                        "--load-balancer-arns",
                        arn,
                        "--query",
                        "LoadBalancers[0].State.[Code,Reason]"))
                .startsWith("failed")
                .contains(WHY));
    }

    @Test
    void aBuildFailsWithTheReason() {
        String role = text(
                "iam",
                "create-role",
                "--role-name",
                "builder",
                "--assume-role-policy-document",
                """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                          "Principal":{"Service":"codebuild.amazonaws.com"}}]}""",
                "--query",
                "Role.Arn");
        aws.run("iam", "put-role-policy", "--role-name", "builder", "--policy-name", "log", "--policy-document", """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}""")
                .ok();
        aws.run(
                        "codebuild",
                        "create-project",
                        "--name",
                        "nowhere",
                        "--service-role",
                        role,
                        "--source",
                        "{\"type\":\"NO_SOURCE\",\"buildspec\":\"{version: 0.2, phases: {build: {commands: [pwd]}}}\"}",
                        "--artifacts",
                        "type=NO_ARTIFACTS",
                        "--environment",
                        "type=LINUX_CONTAINER,image=aws/codebuild/standard:7.0,computeType=BUILD_GENERAL1_SMALL")
                .ok();
        String build = text("codebuild", "start-build", "--project-name", "nowhere", "--query", "build.id");

        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(text(
                        "codebuild",
                        "batch-get-builds",
                        "--ids",
                        build,
                        "--query",
                        "builds[0].[buildStatus, phases[].contexts[].message]"))
                .startsWith("FAILED")
                .contains(WHY));
    }

    private String text(String... command) {
        String[] all = new String[command.length + 2];
        System.arraycopy(command, 0, all, 0, command.length);
        all[command.length] = "--output";
        all[command.length + 1] = "text";
        return aws.run(all).ok();
    }

    private HttpResponse<String> health() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(cloud.endpoint().resolve("/_cloudlet/health"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
