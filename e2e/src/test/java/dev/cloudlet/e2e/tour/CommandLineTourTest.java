package dev.cloudlet.e2e.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Clients;
import dev.cloudlet.e2e.CloudProcess;
import dev.cloudlet.e2e.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The main job by the AWS command line alone: what {@code ./cloudlet demo} plays. */
@Tag("tour")
@Order(Integer.MAX_VALUE)
final class CommandLineTourTest {
    private static final long MINUTES = 12;

    @TempDir
    Path directory;

    @Test
    void theDemoPlaysToItsEndAndUndoesAllOfIt() throws Exception {
        Host.assumeMachines();
        Host.assumeProgram("aws");
        Host.assumeProgram("curl");
        try (CloudProcess cloud = new CloudProcess()) {
            cloud.start();

            String played = played(cloud);

            assertThat(played)
                    .containsPattern("two instances are in service")
                    .containsPattern("building v1 at \\S+")
                    .containsPattern("build hello:\\S+ SUCCEEDED")
                    .containsPattern("[1-9]\\d* requests during the rolling deployment, none failed")
                    .containsPattern("the group has grown to more than two instances")
                    .containsPattern("quiet has shrunk it to two again")
                    .containsPattern("HEALTH_CONSTRAINTS")
                    .containsPattern("[1-9]\\d* requests during the failed deployment and its rollback, none failed")
                    .containsPattern("the site answers with v2 again")
                    .containsPattern("AccessDenied.*s3:DeleteBucket.*with an explicit deny in an identity-based policy")
                    .containsPattern("decision.*statement 4 'NeverDeleteReleases' of policy ship")
                    .containsPattern("The application: http://hello-\\S+\\.elb\\.localhost:"
                            + cloud.endpoint().getPort());

            assertThat(played(cloud, "--undo")).contains("nothing of the tour is left");

            assertNothingIsLeft(cloud.clients());
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(cloud.traces().ofMachines()).isEmpty());
        }
    }

    private String played(CloudProcess cloud, String... options) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(Demo.script()), Stream.of(options))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment()
                .putAll(Map.of(
                        "CLOUDLET_ENDPOINT", cloud.endpoint().toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "TMPDIR", directory.toString()));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("ends; it said %s", text(out))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("exit; it said %s", text(out)).isZero();
        return text(out);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertNothingIsLeft(Clients clients) {
        assertThat(clients.client(IamClient.builder()).listUsers().users()).isEmpty();
        assertThat(clients.client(IamClient.builder()).listRoles().roles())
                .noneMatch(role -> role.roleName().startsWith("hello-"));
        assertThat(clients.client(S3Client.builder()).listBuckets().buckets()).isEmpty();
        assertThat(clients.client(CodeBuildClient.builder())
                        .listProjects(r -> {})
                        .projects())
                .isEmpty();
        assertThat(clients.client(CodeDeployClient.builder())
                        .listApplications(r -> {})
                        .applications())
                .isEmpty();
        assertThat(clients.client(CloudWatchClient.builder()).describeAlarms().metricAlarms())
                .isEmpty();
        assertThat(clients.client(AutoScalingClient.builder())
                        .describeAutoScalingGroups()
                        .autoScalingGroups())
                .isEmpty();
        ElasticLoadBalancingV2Client balancing = clients.client(ElasticLoadBalancingV2Client.builder());
        assertThat(balancing.describeLoadBalancers().loadBalancers()).isEmpty();
        assertThat(balancing.describeTargetGroups().targetGroups()).isEmpty();
        Ec2Client ec2 = clients.client(Ec2Client.builder());
        assertThat(ec2.describeInstances().reservations())
                .flatMap(reservation -> reservation.instances())
                .allMatch(instance -> instance.state().nameAsString().equals("terminated"));
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
        assertThat(ec2.describeLaunchTemplates().launchTemplates()).isEmpty();
        assertThat(ec2.describeSecurityGroups().securityGroups())
                .allMatch(group -> group.groupName().equals("default"));
    }
}
