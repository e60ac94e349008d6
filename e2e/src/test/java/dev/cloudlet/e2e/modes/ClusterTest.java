package dev.cloudlet.e2e.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.AwsCli;
import dev.cloudlet.e2e.Clients;
import dev.cloudlet.standalone.ClusterProcesses;
import dev.cloudlet.standalone.StandaloneConfig;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Every service in a process of its own: nothing depends on sharing a JVM, and one that is killed is replaced. */
@Order(Integer.MAX_VALUE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusterTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private ClusterProcesses cluster;
    private Clients clients;
    private S3Client s3;

    @BeforeAll
    void start() {
        cluster = ClusterProcesses.start(StandaloneConfig.temporary(), line -> {});
        clients = new Clients(cluster.endpoint());
        s3 = clients.client(S3Client.builder().forcePathStyle(true));
    }

    @AfterAll
    void stop() {
        if (clients != null) {
            clients.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void everyServiceAnswersThroughTheGateway() {
        AwsCli aws = new AwsCli(cluster.endpoint(), "test", "test", List.of());
        for (String call : List.of(
                "sts get-caller-identity",
                "s3api list-buckets",
                "ec2 describe-vpcs",
                "elbv2 describe-load-balancers",
                "autoscaling describe-auto-scaling-groups",
                "codebuild list-projects",
                "deploy list-applications",
                "cloudwatch list-metrics",
                "logs describe-log-groups",
                "cloudtrail lookup-events")) {
            aws.run(call.split(" ")).ok();
        }
    }

    @Test
    void whatIdentityLearnsTheOthersObey() {
        s3.createBucket(r -> r.bucket("cluster-policy"));
        IamClient iam = clients.client(IamClient.builder());
        iam.createUser(r -> r.userName("alice"));
        AccessKey key = iam.createAccessKey(r -> r.userName("alice")).accessKey();
        S3Client alice = clients.client(
                S3Client.builder().forcePathStyle(true),
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
        assertThatThrownBy(() -> alice.listObjectsV2(r -> r.bucket("cluster-policy")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));

        iam.putUserPolicy(r -> r.userName("alice").policyName("all").policyDocument("""
                        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}"""));

        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(
                        alice.listObjectsV2(r -> r.bucket("cluster-policy")).keyCount())
                .isZero());
    }

    @Test
    void whenStorageIsKilledNoReadFailsAndNothingAcknowledgedIsLost() {
        s3.createBucket(r -> r.bucket("cluster-kill"));
        put("first");
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>(List.of("first"));
        AtomicBoolean enough = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> read(enough), threads);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(enough, acknowledged), threads);
            try {
                await().atMost(SOON).until(() -> acknowledged.size() > 20);
                ProcessHandle killed = cluster.process("storage-service");
                killed.destroyForcibly();
                await().atMost(SOON)
                        .until(() -> cluster.process("storage-service").pid() != killed.pid());
                int before = acknowledged.size();
                await().atMost(SOON).until(() -> acknowledged.size() > before + 20);
            } finally {
                enough.set(true);
            }
            assertThat(reading).succeedsWithin(SOON).satisfies(reads -> assertThat(reads)
                    .isGreaterThan(20));
            assertThat(writing).succeedsWithin(SOON);
        }
        assertThat(acknowledged).allSatisfy(key -> assertThat(text(key)).as(key).isEqualTo("of " + key));
    }

    private int read(AtomicBoolean enough) {
        int reads = 0;
        while (!enough.get()) {
            assertThat(text("first")).isEqualTo("of first");
            reads++;
        }
        return reads;
    }

    /** One that is cut off is not acknowledged: its writer is told so, and goes on. */
    private void write(AtomicBoolean enough, Queue<String> acknowledged) {
        for (int number = 0; !enough.get(); number++) {
            String key = "key-" + number;
            try {
                put(key);
                acknowledged.add(key);
            } catch (SdkException e) {
                assertThat(e.getMessage()).doesNotContain("Status Code: 4");
            }
        }
    }

    private void put(String key) {
        s3.putObject(r -> r.bucket("cluster-kill").key(key), RequestBody.fromString("of " + key));
    }

    private String text(String key) {
        return s3.getObjectAsBytes(r -> r.bucket("cluster-kill").key(key)).asUtf8String();
    }
}
