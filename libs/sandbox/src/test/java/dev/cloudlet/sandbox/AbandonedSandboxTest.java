package dev.cloudlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.Command;
import dev.cloudlet.sandbox.network.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What sandboxes leave on the host whose process was killed and whose state directory was deleted. */
final class AbandonedSandboxTest extends SandboxFixture {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final Path SLOTS = Path.of("/run/cloudlet/slots");

    @Override
    Sandbox open(SandboxSettings settings) {
        return Sandbox.open(settings);
    }

    /** Opens another sandbox, with a machine in a VPC and a way out. */
    private Sandbox other(Path state) {
        Sandbox other = open(SandboxSettings.in(state, Clock.systemUTC()));
        var networks = other.networks();
        networks.ensureVpc("vpc-1", Cidr.parse("10.0.0.0/16"));
        var nic = networks.attach("vpc-1", "eni-1", Cidr.addressOf("10.0.0.4"), 24, Optional.empty());
        networks.egress();
        other.machines().launch(MachineSpec.of("i-1").network(nic).build());
        return other;
    }

    /** All that bears a sandbox's name in the kernel and in {@code /run}. */
    private static List<String> traces(CloudName cloud) throws IOException {
        List<String> all = new ArrayList<>();
        for (String name : names(Path.of("/run/netns"))) {
            if (name.startsWith(cloud.prefix())) {
                all.add("namespace " + name);
            }
        }
        for (String name : names(Path.of("/sys/class/net"))) {
            if (name.contains(cloud.value())) {
                all.add("link " + name);
            }
        }
        for (String name : names(SLOTS)) {
            if (Files.readString(SLOTS.resolve(name)).equals(cloud.value())) {
                all.add("addresses " + name);
            }
        }
        for (String name : names(Path.of("/run/cloudlet"))) {
            if (name.equals(cloud.value())) {
                all.add("directory " + name);
            }
        }
        for (String name : names(CGROUPS)) {
            Path group = CGROUPS.resolve(name).resolve("cloudlet-" + cloud.value());
            if (Files.exists(group)) {
                all.add("control group " + group);
            }
        }
        ProcessHandle.allProcesses()
                .filter(each -> belongs(each, cloud))
                .forEach(each -> all.add("process " + each.pid()));
        return all;
    }

    private static boolean belongs(ProcessHandle process, CloudName cloud) {
        Path of = Path.of("/proc/" + process.pid());
        return Stream.of("cmdline", "cgroup").anyMatch(file -> {
            try {
                return Files.readString(of.resolve(file)).contains(cloud.value());
            } catch (IOException gone) {
                return false;
            }
        });
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(each -> String.valueOf(each.getFileName())).toList();
        }
    }

    /** As far as that goes: where disks are mounted the kernel keeps the directories. */
    private static void deleteAllThatCanBe(Path state) throws IOException {
        Process rm = new ProcessBuilder("rm", "-rf", "--one-file-system", state.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(rm.getInputStream().readAllBytes()).isNotEmpty();
        assertThat(state.resolve("lock")).doesNotExist();
    }

    @Test
    void areRemovedByTheNextThatIsOpened() throws IOException {
        Path state = directory.resolve("other");
        CloudName cloud = CloudName.of(state);
        Sandbox other = other(state);
        deleteAllThatCanBe(state);

        // While it is open it is left alone, whatever has become of its directory.
        sandbox.close();
        openSandbox();
        assertThat(other.networks().vpcs()).containsExactly("vpc-1");
        List<String> before = traces(cloud);
        for (String kind : List.of("namespace", "link", "addresses", "directory", "control group", "process")) {
            assertThat(before).anyMatch(each -> each.startsWith(kind + " "));
        }

        // All that a process has open goes with it, and nothing else does.
        other.close();
        assertThat(traces(cloud)).containsExactlyInAnyOrderElementsOf(before);
        sandbox.close();
        openSandbox();

        await().untilAsserted(() -> assertThat(traces(cloud)).isEmpty());
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(state.toString());
    }

    @Test
    void staysWhenItsDirectoryIsThere() throws IOException {
        Path state = directory.resolve("other");
        other(state).close();
        List<String> before = traces(CloudName.of(state));

        sandbox.close();
        openSandbox();

        assertThat(traces(CloudName.of(state))).isNotEmpty().isEqualTo(before);
        try (Sandbox again = open(SandboxSettings.in(state, Clock.systemUTC()))) {
            assertThat(again.machines().find("i-1").orElseThrow().state()).isInstanceOf(Machine.State.Running.class);
            again.machines().terminate("i-1");
        }
        Command.run(Duration.ofSeconds(30), List.of("rm", "-rf", state.toString()));
    }
}
