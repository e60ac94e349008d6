package dev.cloudlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.sandbox.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        Path record = directory.resolve("state/machines/i-1/machine.json");
        String unfinished = Files.readString(record)
                .replace("\"launched\":true", "\"launched\":false")
                .replaceAll("\"run\":\\{[^}]*}", "\"run\":null");
        Files.writeString(record, unfinished);

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
    void aToolThatHangsIsStoppedAndOneThatFailsIsQuoted() {
        assertThatThrownBy(() -> Command.run(Duration.ofMillis(100), List.of("sleep", "60")))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("sleep 60 took longer");
        assertThatThrownBy(() ->
                        Command.run(Duration.ofSeconds(5), List.of("sh", "-c", "echo one >&2; echo two >&2; exit 3")))
                .hasMessageEndingWith("exited with 3: one; two");
    }
}
