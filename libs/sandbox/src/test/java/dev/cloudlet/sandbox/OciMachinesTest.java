package dev.cloudlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The OCI driver keeps the contract, and settles what a crash left half done. */
final class OciMachinesTest extends MachinesContract {
    @Override
    Sandbox open(SandboxSettings settings) {
        return Sandbox.open(settings);
    }

    @Test
    void aLaunchThatACrashCutShortIsUndone() throws IOException {
        machines.launch(MachineSpec.of("i-1").build());
        sandbox.close();
        // It is written when the machine runs: this one was just not there yet.
        Files.delete(directory.resolve("state/machines/i-1/machine.json"));

        openSandbox();

        assertThat(machines.list()).isEmpty();
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(directory.toString());
        machines.launch(MachineSpec.of("i-1").build());
    }

    @Test
    void whatHasNoRecordIsRemoved() throws IOException {
        machines.launch(MachineSpec.of("i-1").build());
        machines.launch(MachineSpec.of("i-2").build());
        sandbox.close();
        Files.delete(directory.resolve("state/machines/i-1/machine.json"));

        openSandbox();
        machines.reconcile(Set.of("i-2"));

        assertThat(machines.list()).extracting(Machine::id).containsExactly("i-2");
        assertThat(directory.resolve("state/machines/i-1")).doesNotExist();
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain("machines/i-1/");
    }

    @Test
    void aRestartOfTheHostLeavesMachinesStoppedWithTheirDisks() throws IOException {
        machines.launch(MachineSpec.of("i-1").build());
        output("i-1", "echo kept > /root/file");
        sandbox.close();
        // What a restart takes away: processes, and all that is only in memory. Mounts of dead processes go as well.
        String pid = Files.readString(directory.resolve("state/machines/i-1/pid"));
        Command.run(Duration.ofSeconds(5), List.of("kill", "-9", pid));
        for (String tree : List.of("usr", "opt", "")) {
            Path mount = directory.resolve("state/machines/i-1/rootfs").resolve(tree);
            await().ignoreExceptions().until(() -> {
                Command.run(Duration.ofSeconds(5), List.of("umount", mount.toString()));
                return true;
            });
        }
        Path forgotten = CloudName.of(directory.resolve("state")).runDirectory();
        Command.run(Duration.ofSeconds(5), List.of("rm", "-rf", forgotten.toString()));
        Files.delete(directory.resolve("state/machines/i-1/exit"));

        openSandbox();

        assertThat(machines.find("i-1").orElseThrow().state()).isEqualTo(new Machine.State.Stopped(Optional.empty()));
        machines.start("i-1");
        assertThat(output("i-1", "cat /root/file")).isEqualTo("kept");
    }

    @Test
    void aToolThatHangsIsStoppedAndOneThatFailsIsQuoted() {
        assertThatThrownBy(() -> Command.run(Duration.ofMillis(100), List.of("sleep", "60")))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("sleep 60 took longer");
        assertThatThrownBy(() ->
                        Command.run(Duration.ofSeconds(5), List.of("sh", "-c", "echo one >&2; echo two >&2; exit 3")))
                .hasMessageEndingWith("exited with 3: one; two");
    }
}
