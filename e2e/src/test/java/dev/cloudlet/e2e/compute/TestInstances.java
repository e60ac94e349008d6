package dev.cloudlet.e2e.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** Instances of one test, which are gone when it ends. On a host that cannot run any, the test is skipped with the reason. */
final class TestInstances implements AutoCloseable {
    static final String IMAGE = "ami-0c10d1e7057a11001";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(100);

    private final Ec2Client ec2 = Cloud.shared().client(Ec2Client.builder());
    private final List<String> ids = new ArrayList<>();

    TestInstances() {
        try {
            ec2.runInstances(r -> r.imageId(IMAGE).minCount(1).maxCount(1).dryRun(true));
        } catch (Ec2Exception e) {
            Assumptions.assumeTrue(
                    e.awsErrorDetails().errorCode().equals("DryRunOperation"),
                    () -> "skipped: " + e.awsErrorDetails().errorMessage());
        }
    }

    Ec2Client ec2() {
        return ec2;
    }

    /** Runs one with a script as its user data. */
    String run(String script, Consumer<RunInstancesRequest.Builder> more) {
        RunInstancesRequest.Builder request = RunInstancesRequest.builder()
                .imageId(IMAGE)
                .instanceType("t3.nano")
                .minCount(1)
                .maxCount(1)
                .userData(Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8)));
        more.accept(request);
        String id = ec2.runInstances(request.build()).instances().getFirst().instanceId();
        ids.add(id);
        return id;
    }

    Instance describe(String id) {
        return ec2.describeInstances(r -> r.instanceIds(id))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
    }

    Instance awaitState(String id, InstanceStateName state) {
        await().atMost(PATIENCE)
                .pollInterval(OFTEN)
                .untilAsserted(() -> assertThat(describe(id).state().name()).isEqualTo(state));
        return describe(id);
    }

    String console(String id) {
        String output = ec2.getConsoleOutput(r -> r.instanceId(id)).output();
        return new String(Base64.getDecoder().decode(output), StandardCharsets.UTF_8);
    }

    void awaitConsole(String id, String text) {
        await().atMost(PATIENCE).pollInterval(OFTEN).untilAsserted(() -> assertThat(console(id))
                .contains(text));
    }

    @Override
    public void close() {
        if (!ids.isEmpty()) {
            ec2.terminateInstances(r -> r.instanceIds(ids));
        }
    }
}
