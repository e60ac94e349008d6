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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A cloud in a process of its own: it can be killed and started again, and be busy without getting in the way of other tests. */
public final class CloudProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final StandaloneConfig config = StandaloneConfig.temporary();
    private final Clients clients = new Clients(config.endpoint());
    private @Nullable Process process;

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
        Path out = config.data().resolveSibling(config.data().getFileName() + ".out");
        try {
            Files.deleteIfExists(out);
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-Djdk.virtualThreadScheduler.parallelism=8",
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dcloudlet.log=FILE",
                            "-Dcloudlet.log.dir=" + config.data().resolve("log"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            StandaloneMain.class.getName(),
                            "--data=" + config.data(),
                            "--port=" + config.port())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(START).until(() -> {
            String text = Files.readString(out, StandardCharsets.UTF_8);
            assertThat(process.isAlive()).as(text).isTrue();
            return text.contains("ready after");
        });
        delete(out);
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
