package dev.cloudlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.sandbox.Machine.State;
import dev.cloudlet.sandbox.network.NetworkInterface;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every driver of machines promises. A driver's test extends it and says how to open a sandbox. */
@Timeout(60)
abstract class MachinesContract extends SandboxFixture {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static Boot command(String script) {
        return new Boot.Command(List.of("sh", "-c", script), "root", "/root");
    }

    private Exit exitOf(String id) throws Exception {
        return machines.exit(id).get(20, TimeUnit.SECONDS);
    }

    @Test
    void aCommandRunsToItsEndAndItsOutputIsOnTheConsole() throws Exception {
        launch("build-1", command("echo hello from $(hostname); pwd; exit 7"));

        assertThat(exitOf("build-1")).extracting(Exit::code, Exit::outOfMemory).containsExactly(7, false);
        assertThat(console("build-1")).isEqualTo("hello from build-1\n/root\n");
        assertThat(machines.find("build-1").orElseThrow().state()).isInstanceOf(State.Stopped.class);
    }

    @Test
    void anInstanceRunsItsUserDataOnceAndStaysUp() {
        launch("i-1", new Boot.Instance("#!/bin/sh\necho user data of $(hostname)\n"));

        await().until(() -> console("i-1"), text -> text.contains("user data ended with 0"));
        machines.reboot("i-1", GRACE);
        await().until(() -> console("i-1"), text -> text.split("cloudlet: up", -1).length == 3);

        assertThat(console("i-1")).containsOnlyOnce("user data of i-1\n").contains("cloudlet: power off");
        assertThat(machines.find("i-1").orElseThrow().isUp()).isTrue();
        assertThat(output("i-1", "cat /var/log/cloud-init-output.log")).contains("user data of i-1");
    }

    @Test
    void anExecHasItsExitCodeInputUserDirectoryAndEnvironment() {
        launch("i-1", new Boot.Instance(""));
        var out = new ByteArrayOutputStream();

        ExecResult result = machines.exec(
                "i-1",
                Exec.of("sh", "-c", "cat; id -un; pwd; echo $GREETING $HOME; echo no >&2; exit 3")
                        .stdin(new ByteArrayInputStream("input\n".getBytes(StandardCharsets.UTF_8)))
                        .user("ec2-user")
                        .workingDirectory("/tmp")
                        .environment(Map.of("GREETING", "hi"))
                        .output(new Collecting(out)));

        assertThat(result).isEqualTo(new ExecResult.Exited(3));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("input\n", "ec2-user\n", "/tmp\n", "hi /home/ec2-user\n", "no\n");
        assertThat(output("i-1", "su ec2-user -c 'id -u'")).isEqualTo("1000");
        assertThat(machines.exec("i-1", Exec.of("no-such-program"))).isEqualTo(new ExecResult.Exited(127));
        assertThat(machines.exec("i-1", Exec.of("true").workingDirectory("/nowhere")))
                .isEqualTo(new ExecResult.Exited(126));
        assertThatThrownBy(() -> machines.exec("i-1", Exec.of("true").user("nobody-at-all")))
                .hasMessageContaining("no user nobody-at-all");
    }

    @Test
    void anExecThatTakesTooLongIsKilledWithItsChildren() {
        launch("i-1", new Boot.Instance(""));

        ExecResult result = machines.exec(
                "i-1", Exec.of("sh", "-c", "sleep 4711 & sleep 4711").timeout(Duration.ofMillis(700)));

        assertThat(result).isInstanceOf(ExecResult.TimedOut.class);
        assertThat(output("i-1", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")).doesNotContain("4711 ");
    }

    @Test
    void moreMemoryThanTheLimitIsNotToBeHad() throws Exception {
        machines.launch(MachineSpec.of("build-1")
                .limits(new Limits(1, 32L << 20, 64))
                .boot(command("head -c 200000000 /dev/zero | tail -c 150000000 >/dev/null; echo survived $?"))
                .build());

        assertThat(exitOf("build-1").outOfMemory()).isTrue();
        assertThat(console("build-1")).doesNotContain("survived 0");
    }

    @Test
    void processesAndProcessorsAreLimited() {
        machines.launch(
                MachineSpec.of("i-1").limits(new Limits(1, 256L << 20, 20)).build());

        assertThat(output("i-1", "nproc")).isEqualTo("1");
        assertThat(output("i-1", "for i in $(seq 40); do sleep 30 >/dev/null 2>&1 & done; echo started all"))
                .doesNotContain("started all");
        assertThat(machines.usage("i-1").memoryBytes()).isBetween(1L, 256L << 20);
        assertThat(machines.usage("i-1").cpuNanoseconds()).isPositive();
    }

    @Test
    void theDiskOutlivesAStop() {
        launch("i-1", new Boot.Instance(""));
        output("i-1", "echo kept > /root/file; echo tool > /usr/local/bin/tool; rm /etc/services");

        machines.stop("i-1", GRACE);
        assertThat(machines.find("i-1").orElseThrow().state()).isInstanceOf(State.Stopped.class);
        assertThatThrownBy(() -> machines.exec("i-1", Exec.of("true"))).hasMessageContaining("is stopped");
        assertThat(machines.files("i-1").read("/root/file", 100).orElseThrow())
                .asString()
                .isEqualTo("kept\n");
        machines.start("i-1");

        assertThat(output("i-1", "cat /root/file /usr/local/bin/tool; ls /etc/services"))
                .startsWith("kept\ntool\n")
                .contains("No such file");
        assertThat(Path.of("/usr/local/bin/tool")).doesNotExist();
        assertThat(Path.of("/etc/services")).exists();
    }

    @Test
    void aStoppedMachineCanBeGivenOtherLimits() {
        launch("i-1", new Boot.Instance(""));
        MachineSpec larger =
                MachineSpec.of("i-1").limits(new Limits(1, 64L << 20, 100)).build();
        assertThatThrownBy(() -> machines.reconfigure(larger)).hasMessageContaining("not stopped");

        machines.stop("i-1", GRACE);
        machines.reconfigure(larger);

        assertThat(machines.start("i-1").spec().limits()).isEqualTo(larger.limits());
    }

    @Test
    void aMachineThatIgnoresTheRequestToStopIsKilled() throws Exception {
        launch("build-1", command("trap '' TERM; echo deaf; while :; do sleep 1; done"));
        await().until(() -> console("build-1"), text -> text.contains("deaf"));

        machines.stop("build-1", Duration.ofMillis(300));

        assertThat(exitOf("build-1").code()).isEqualTo(137);
    }

    @Test
    void aPausedMachineStandsStill() {
        launch("i-1", new Boot.Instance(""));
        machines.pause("i-1");

        assertThat(machines.find("i-1").orElseThrow().state()).isInstanceOf(State.Paused.class);
        assertThatThrownBy(() -> machines.exec("i-1", Exec.of("true"))).hasMessageContaining("paused");

        machines.resume("i-1");
        assertThat(machines.exec("i-1", Exec.of("true"))).isEqualTo(new ExecResult.Exited(0));
        machines.pause("i-1");
        machines.stop("i-1", GRACE);
        assertThat(machines.find("i-1").orElseThrow().isUp()).isFalse();
    }

    @Test
    void terminatingLeavesNothingOfTheMachine() throws IOException {
        launch("i-terminated", new Boot.Instance(""));
        machines.terminate("i-terminated");
        machines.terminate("i-terminated");

        assertThat(machines.find("i-terminated")).isEmpty();
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain("i-terminated");
        try (var groups = Files.walk(Path.of("/sys/fs/cgroup"), 3)) {
            assertThat(groups.map(Path::toString).filter(path -> path.contains("i-terminated")))
                    .isEmpty();
        }
        assertThat(directory.resolve("state/machines")).isEmptyDirectory();
    }

    @Test
    void allAreTerminatedAtOnceRunningOrNot() {
        launch("i-1", new Boot.Instance(""));
        launch("i-2", new Boot.Instance(""));
        machines.pause("i-2");
        launch("i-stopped", new Boot.Instance(""));
        machines.stop("i-stopped", GRACE);

        machines.terminateAll();

        assertThat(machines.list()).isEmpty();
        launch("i-1", new Boot.Instance(""));
        assertThat(machines.list()).extracting(Machine::isUp).containsExactly(true);
    }

    @Test
    void machinesOutliveTheProcessThatLaunchedThem() throws Exception {
        launch("i-1", new Boot.Instance(""));
        launch("i-stopped", new Boot.Instance(""));
        launch("build-1", command("while [ ! -e /tmp/go ]; do sleep 0.05; done; exit 5"));
        machines.stop("i-stopped", GRACE);
        sandbox.close();

        openSandbox();

        assertThat(machines.list())
                .extracting(Machine::id, Machine::isUp)
                .containsExactly(tuple("build-1", true), tuple("i-1", true), tuple("i-stopped", false));
        output("build-1", "touch /tmp/go");
        assertThat(exitOf("build-1").code()).isEqualTo(5);
        assertThat(machines.reconcile(Set.of("i-1", "build-1"))).containsExactly("i-stopped");
    }

    @Test
    void anEndThatNobodySawIsKnownAfterwards() throws Exception {
        launch("build-1", command("while [ ! -e /tmp/go ]; do sleep 0.05; done; exit 5"));
        sandbox.close();
        Files.createFile(directory.resolve("state/machines/build-1/rootfs/tmp/go"));
        Path exit = directory.resolve("state/machines/build-1/exit");
        await().until(() -> Files.size(exit) > 0);

        openSandbox();

        assertThat(exitOf("build-1").code()).isEqualTo(5);
    }

    @Test
    void oneProcessAtATimeHasASandboxOpen() {
        try (Sandbox second = open(SandboxSettings.in(directory.resolve("state"), Clock.systemUTC()))) {
            assertThat(second.machines().availability())
                    .isInstanceOfSatisfying(Availability.Unavailable.class, why -> assertThat(why.reason())
                            .contains("open"));
            assertThatThrownBy(
                            () -> second.machines().launch(MachineSpec.of("i-1").build()))
                    .isInstanceOf(SandboxException.class);
        }
    }

    @Test
    void theConsoleIsBounded() throws Exception {
        machines.launch(MachineSpec.of("build-1")
                .consoleBytes(4096)
                .boot(command("seq 1 20000; sleep 3; echo last"))
                .build());

        exitOf("build-1");

        assertThat(Files.size(directory.resolve("state/machines/build-1/console.log")))
                .isLessThan(10_000);
        assertThat(console("build-1")).endsWith("20000\nlast\n");
    }

    @Test
    void aLaunchThatFailsLeavesNothing() {
        MachineSpec spec = MachineSpec.of("i-1")
                .network(new NetworkInterface("vpc-1", "eni-1", "10.0.0.5", 24, "0a:00:0a:00:00:05"))
                .build();

        assertThatThrownBy(() -> machines.launch(spec)).hasMessageContaining("not attached");
        assertThat(machines.list()).isEmpty();
        assertThat(directory.resolve("state/machines")).isEmptyDirectory();
    }

    @Test
    void manyMachinesAreLaunchedAtOnce() throws Exception {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                String id = "i-" + i;
                all.submit(() -> launch(id, new Boot.Instance(""))).isDone();
            }
        }

        assertThat(machines.list()).hasSize(8).allMatch(Machine::isUp);
    }
}
