package dev.cloudlet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.standalone.StandaloneConfig;
import dev.cloudlet.standalone.StandaloneMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A cloud in a process of its own: it can be killed and started again, and be busy without getting in the way of other tests. */
public final class CloudProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final StandaloneConfig config;
    private final Start start;
    private final Path out;
    private final Clients clients;
    private @Nullable Process process;

    /**
     * How its JVM is started.
     *
     * @param before what stands before the command, such as {@code setpriv}
     * @param environment is added to that of this process
     */
    public record Start(List<String> before, Map<String, String> environment, String classPath) {}

    /** One of this user's, with a data directory that goes with it. */
    public CloudProcess() {
        this(StandaloneConfig.temporary(), new Start(List.of(), Map.of(), System.getProperty("java.class.path")));
    }

    public CloudProcess(StandaloneConfig config, Start start) {
        this.config = config;
        this.start = start;
        this.out = config.data().resolveSibling(config.data().getFileName() + ".out");
        this.clients = new Clients(config.endpoint());
    }

    public URI endpoint() {
        return config.endpoint();
    }

    public Clients clients() {
        return clients;
    }

    /** Where it keeps everything. */
    public Path data() {
        return config.data();
    }

    /** What it has on this host. */
    public HostTraces traces() {
        return new HostTraces(config.data());
    }

    /** Starts it as {@code ./cloudlet up} does, and returns when it answers. */
    public void start() {
        List<String> command = new ArrayList<>(start.before());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djdk.virtualThreadScheduler.parallelism=8",
                "--enable-native-access=ALL-UNNAMED",
                "-Dcloudlet.log=FILE",
                "-Dcloudlet.log.dir=" + config.data().resolve("log"),
                "-cp",
                start.classPath(),
                StandaloneMain.class.getName(),
                "--data=" + config.data(),
                "--port=" + config.port()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(start.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(START).until(() -> {
            assertThat(process.isAlive()).as(output()).isTrue();
            return output().contains("ready after");
        });
    }

    /** What it has said since its last start. */
    public String output() {
        try {
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the cloud's JVM alone, as the kernel does when memory runs out. */
    public void kill() {
        end(running().toHandle()::destroyForcibly);
    }

    /** Kills the JVM and all that it has started on this host for itself, its database first among them. */
    public void killEverything() {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(running().toHandle());
        all.addAll(running().descendants().toList());
        end(() -> all.forEach(ProcessHandle::destroyForcibly));
    }

    /** Stops it as {@code ./cloudlet down} does. */
    public void stop() {
        end(running()::destroy);
    }

    private void end(Runnable how) {
        Process ending = running();
        how.run();
        try {
            assertThat(ending.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        process = null;
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the cloud does not run");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            stop();
        }
        clients.close();
        delete(out);
        delete(config.data());
    }

    private static void delete(Path path) {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
