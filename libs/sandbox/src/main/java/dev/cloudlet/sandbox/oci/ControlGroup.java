package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The control group of a machine, in either version's layout.
 *
 * @param path its path below each hierarchy's mount, such as {@code cloudlet-0a1b2c3d/i-1}
 */
record ControlGroup(String path) {
    /** Reads what the machine used; what cannot be read because it has just ended counts as 0. */
    Usage usage(long pid) throws IOException {
        Optional<Path> cpuacct = Mounts.controller("cpuacct");
        Path unified = Mounts.unified().orElse(Path.of("/sys/fs/cgroup")).resolve(path);
        long cpu = cpuacct.isPresent()
                ? number(cpuacct.get().resolve(path).resolve("cpuacct.usage"))
                : field(unified.resolve("cpu.stat"), "usage_usec") * 1000;
        Optional<Path> memory = Mounts.controller("memory");
        long bytes = memory.isPresent()
                ? number(memory.get().resolve(path).resolve("memory.usage_in_bytes"))
                : number(unified.resolve("memory.current"));
        Optional<Path> pids = Mounts.controller("pids");
        long processes =
                number(pids.map(each -> each.resolve(path)).orElse(unified).resolve("pids.current"));
        long[] network = network(pid);
        return new Usage(cpu, bytes, (int) processes, network[0], network[1]);
    }

    /** Whether the memory limit killed a process of the group. */
    boolean ranOutOfMemory() throws IOException {
        Optional<Path> memory = Mounts.controller("memory");
        return memory.isPresent()
                ? field(memory.get().resolve(path).resolve("memory.oom_control"), "oom_kill") > 0
                : field(
                                Mounts.unified()
                                        .orElse(Path.of("/sys/fs/cgroup"))
                                        .resolve(path)
                                        .resolve("memory.events"),
                                "oom_kill")
                        > 0;
    }

    /** The directories of the group's children in every hierarchy. */
    List<Path> children() throws IOException {
        var all = new ArrayList<Path>();
        for (Path each : directories()) {
            if (Files.isDirectory(each)) {
                try (var children = Files.newDirectoryStream(each, Files::isDirectory)) {
                    children.forEach(all::add);
                }
            }
        }
        return all;
    }

    /** The group's directories in every hierarchy, there or not. */
    List<Path> directories() throws IOException {
        return Mounts.all().stream()
                .filter(entry -> entry.type().equals("cgroup") || entry.type().equals("cgroup2"))
                .map(entry -> entry.target().resolve(path))
                .distinct()
                .toList();
    }

    // The second to last field but eight of /proc/PID/net/dev is what was sent; eth0 is a machine's only link.
    private static long[] network(long pid) throws IOException {
        Path file = Path.of("/proc/" + pid + "/net/dev");
        if (!Files.exists(file)) {
            return new long[2];
        }
        for (String line : Files.readAllLines(file)) {
            if (line.strip().startsWith("eth0:")) {
                String[] fields = line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1);
                return new long[] {Long.parseLong(fields[0]), Long.parseLong(fields[8])};
            }
        }
        return new long[2];
    }

    private static long number(Path file) throws IOException {
        return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    }

    private static long field(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name + " ")) {
                return Long.parseLong(line.substring(name.length()).strip());
            }
        }
        return 0;
    }
}
