package dev.cloudlet.sandbox.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is mounted on this host. */
final class Mounts {
    private Mounts() {}

    /**
     * A line of the kernel's table.
     *
     * @param target where it is mounted
     * @param type the kind of filesystem
     * @param options of the filesystem, as the kernel prints them
     */
    record Entry(Path target, String type, List<String> options) {}

    static List<Entry> all() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/mounts"))) {
            return lines.map(line -> line.split(" ", -1))
                    .filter(fields -> fields.length >= 4)
                    .map(fields ->
                            new Entry(Path.of(unescaped(fields[1])), fields[2], List.of(fields[3].split(",", -1))))
                    .toList();
        }
    }

    /** The mounts at or below a directory. */
    static List<Path> below(Path directory) throws IOException {
        return all().stream()
                .map(Entry::target)
                .filter(target -> target.startsWith(directory))
                .toList();
    }

    /** Where a controller of cgroup v1 is mounted. */
    static Optional<Path> controller(String name) throws IOException {
        return all().stream()
                .filter(entry ->
                        entry.type().equals("cgroup") && entry.options().contains(name))
                .map(Entry::target)
                .findFirst();
    }

    /** Where cgroup v2 is mounted. */
    static Optional<Path> unified() throws IOException {
        return all().stream()
                .filter(entry -> entry.type().equals("cgroup2"))
                .map(Entry::target)
                .findFirst();
    }

    private static String unescaped(String field) {
        return field.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
}
