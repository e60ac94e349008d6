package dev.cloudlet.e2e;

import dev.cloudlet.sandbox.linux.CloudName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the machines of a cloud have left on this host, read from the kernel and the file system, and not from the cloud.
 *
 * @param data the cloud's data directory
 */
public record HostTraces(Path data) {
    private static final Path NAMESPACES = Path.of("/run/netns");

    /** Everything that belongs to a machine, one line each: none when all are terminated. */
    public List<String> ofMachines() {
        List<String> all = new ArrayList<>();
        for (String service : List.of("compute", "build")) {
            Path state = data.resolve(service).resolve("machines");
            if (Files.isDirectory(state)) {
                CloudName cloud = CloudName.of(real(state));
                list(state.resolve("machines")).forEach(each -> all.add("directory " + each));
                list(cloud.runDirectory().resolve("runtime")).forEach(each -> all.add("container " + each));
                controlGroups(cloud).forEach(each -> all.add("control group " + each));
                list(NAMESPACES).stream()
                        .filter(each -> name(each).startsWith(cloud.prefix() + "i-"))
                        .forEach(each -> all.add("network namespace " + each));
                processes("cgroup", "cloudlet-" + cloud.value() + "/").forEach(each -> all.add("process " + each));
            }
        }
        mounts().forEach(each -> all.add("mount " + each));
        return all;
    }

    private static List<Path> controlGroups(CloudName cloud) {
        return list(Path.of("/sys/fs/cgroup")).stream()
                .flatMap(each -> Stream.of(each, each.resolve("unified")))
                .map(each -> each.resolve("cloudlet-" + cloud.value()))
                .flatMap(each -> list(each).stream())
                .filter(Files::isDirectory)
                .toList();
    }

    private List<String> mounts() {
        return text(Path.of("/proc/self/mountinfo"))
                .lines()
                .map(line -> line.split(" ")[4])
                .filter(target -> target.startsWith(data + "/"))
                .toList();
    }

    /** Processes of which a file below {@code /proc} has such a text in it. */
    private static List<String> processes(String file, String wanted) {
        return list(Path.of("/proc")).stream()
                .filter(each -> name(each).matches("\\d+"))
                .filter(each -> text(each.resolve(file)).contains(wanted))
                .map(each -> each + " " + text(each.resolve("comm")).strip())
                .toList();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        } catch (NoSuchFileException | java.nio.file.NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process may end while it is looked at. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
