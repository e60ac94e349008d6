package dev.cloudlet.e2e.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** An instance from its launch to its end. */
final class InstanceLifecycleTest {
    private static final String SCRIPT = """
            #!/bin/sh
            echo "hello from $(hostname)"
            echo "echo boot number \\$(cat /boots 2>/dev/null | wc -l); echo x >>/boots" >/etc/rc.local
            chmod +x /etc/rc.local
            echo kept >/kept
            """;

    @Test
    void runs_its_user_data_once_and_keeps_its_disk_until_it_is_terminated() {
        try (TestInstances instances = new TestInstances()) {
            String id = instances.run(SCRIPT, r -> {});

            Instance running = instances.awaitState(id, InstanceStateName.RUNNING);
            assertThat(running.privateIpAddress()).startsWith("172.31.");
            assertThat(running.publicIpAddress()).isNotBlank();
            instances.awaitConsole(
                    id, "hello from ip-" + running.privateIpAddress().replace('.', '-'));

            instances.ec2().stopInstances(r -> r.instanceIds(id));
            Instance stopped = instances.awaitState(id, InstanceStateName.STOPPED);
            assertThat(stopped.publicIpAddress()).isNull();
            assertThat(stopped.stateReason().code()).isEqualTo("Client.UserInitiatedShutdown");

            instances.ec2().startInstances(r -> r.instanceIds(id));
            Instance again = instances.awaitState(id, InstanceStateName.RUNNING);
            assertThat(again.privateIpAddress()).isEqualTo(running.privateIpAddress());
            instances.awaitConsole(id, "boot number 0");
            assertThat(instances.console(id)).containsOnlyOnce("hello from");

            instances.ec2().rebootInstances(r -> r.instanceIds(id));
            instances.awaitConsole(id, "boot number 1");

            instances.ec2().terminateInstances(r -> r.instanceIds(id));
            Instance gone = instances.awaitState(id, InstanceStateName.TERMINATED);
            assertThat(gone.privateIpAddress()).isNull();
            assertThatExceptionOfType(Ec2Exception.class)
                    .isThrownBy(() -> instances.ec2().startInstances(r -> r.instanceIds(id)))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("IncorrectInstanceState"));
        }
    }

    @Test
    void shuts_down_by_itself_as_it_was_told_at_its_launch() {
        try (TestInstances instances = new TestInstances()) {
            String id =
                    instances.run("#!/bin/sh\nkill -TERM 1\n", r -> r.instanceInitiatedShutdownBehavior("terminate"));

            Instance gone = instances.awaitState(id, InstanceStateName.TERMINATED);

            assertThat(gone.stateReason().code()).isEqualTo("Client.InstanceInitiatedShutdown");
        }
    }

    @Test
    void is_not_terminated_while_it_is_protected() {
        try (TestInstances instances = new TestInstances()) {
            String id = instances.run("#!/bin/sh\n", r -> r.disableApiTermination(true));

            assertThatExceptionOfType(Ec2Exception.class)
                    .isThrownBy(() -> instances.ec2().terminateInstances(r -> r.instanceIds(id)))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("OperationNotPermitted"));

            instances.ec2().modifyInstanceAttribute(r -> r.instanceId(id).disableApiTermination(a -> a.value(false)));
        }
    }

    @Test
    void is_launched_once_however_often_the_same_request_comes() {
        try (TestInstances instances = new TestInstances()) {
            String token = "once-" + System.nanoTime();

            String first = instances.run("#!/bin/sh\n", r -> r.clientToken(token));
            String second = instances.run("#!/bin/sh\n", r -> r.clientToken(token));

            assertThat(second).isEqualTo(first);
            assertThatExceptionOfType(Ec2Exception.class)
                    .isThrownBy(() -> instances.run("#!/bin/sh\n:\n", r -> r.clientToken(token)))
                    .satisfies(
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("IdempotentParameterMismatch"));
        }
    }
}
