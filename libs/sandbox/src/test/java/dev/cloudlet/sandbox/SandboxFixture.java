package dev.cloudlet.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cloudlet.sandbox.linux.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox of its own for each test, with nothing left of it afterwards. */
abstract class SandboxFixture {
    // Not a @TempDir: JUnit warns of each of the thousand links of a userland when it deletes them.
    Path directory;

    Sandbox sandbox;
    Machines machines;

    /** Opens the driver's sandbox. */
    abstract Sandbox open(SandboxSettings settings);

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("cloudlet-").toRealPath();
        openSandbox();
    }

    void openSandbox() {
        sandbox = open(SandboxSettings.in(directory.resolve("state"), Clock.systemUTC()));
        machines = sandbox.machines();
        if (machines.availability() instanceof Availability.Unavailable unavailable) {
            System.out.println("machines are not tested here: " + unavailable.reason());
            assumeTrue(false, unavailable.reason());
        }
    }

    @AfterEach
    void removeEverything() {
        machines.reconcile(Set.of());
        sandbox.networks().reconcile(Set.of(), Set.of());
        sandbox.close();
        Command.run(Duration.ofMinutes(1), List.of("rm", "-rf", "--one-file-system", "--", directory.toString()));
    }

    Machine launch(String id, Boot boot) {
        return machines.launch(MachineSpec.of(id).boot(boot).build());
    }

    String console(String id) {
        return new String(machines.console(id, 100_000), StandardCharsets.UTF_8);
    }

    String output(String id, String script) {
        var bytes = new ByteArrayOutputStream();
        machines.exec(id, Exec.of("sh", "-c", "exec 2>&1\n" + script).output(new Collecting(bytes)));
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    record Collecting(ByteArrayOutputStream bytes) implements Exec.Output {
        @Override
        public void stdout(byte[] some) {
            bytes.writeBytes(some);
        }

        @Override
        public void stderr(byte[] some) {
            bytes.writeBytes(some);
        }
    }
}
