package dev.cloudlet.e2e.modes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A cloud in a process of its own, with a copy of this build that every user of the machine may read. */
final class CloudProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final long STOP_SECONDS = 60;

    private final Path directory;
    private final int port;
    private final Process process;

    private CloudProcess(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts one and returns when it is ready.
     *
     * @param directory an empty one; the data goes to {@code data} inside
     * @param before what stands before the command, such as {@code setpriv}
     */
    static CloudProcess start(
            Path directory, int port, List<String> before, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.virtualThreadScheduler.parallelism=8",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                copiedClassPath(Files.createDirectory(directory.resolve("lib"))),
                "dev.cloudlet.standalone.StandaloneMain",
                "--data=" + directory.resolve("data"),
                "--port=" + port));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile());
        builder.environment().putAll(environment);
        CloudProcess cloud = new CloudProcess(directory, port, builder.start());
        Awaitility.await().atMost(START).until(() -> {
            assertThat(cloud.process.isAlive()).as(cloud.output()).isTrue();
            return cloud.output().contains("ready after");
        });
        return cloud;
    }

    /** What it has said so far. */
    String output() throws IOException {
        return Files.readString(directory.resolve("out"));
    }

    URI endpoint() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String copiedClassPath(Path into) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path original = Path.of(each);
            if (Files.exists(original)) {
                Path copy = into.resolve(copies.size() + "-" + original.getFileName());
                Files.walkFileTree(original, new Copy(original, copy));
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Path copy = Files.createDirectory(to.resolve(from.relativize(directory)));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            // Resolving an empty path would add a slash to the name of a jar.
            Path copy = file.equals(from) ? to : to.resolve(from.relativize(file));
            Files.copy(file, copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
            return FileVisitResult.CONTINUE;
        }
    }
}
