package dev.cloudlet.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One service in a JVM of its own, started again whenever it ends. It ends with us: its standard input is the lifeline. */
final class ServiceProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
    private static final long STOP_SECONDS = 30;
    private static final long RESTART_MILLIS = 500;

    /** Small ones: there are eight of these beside each other. */
    private static final List<String> FLAGS = List.of(
            "-Xms32m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            // With the two carriers of a small machine, two virtual threads that wait for a class to be
            // initialized can keep the one that would finish it from running, for ever.
            "-Djdk.virtualThreadScheduler.parallelism=8",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final String name;
    private final Class<?> application;
    private final Map<String, String> settings;
    private final Path log;
    private @Nullable Process process;
    private boolean abandoned;

    ServiceProcess(String name, Class<?> application, Map<String, String> settings, Path data) {
        this.name = name;
        this.application = application;
        this.settings = settings;
        this.log = data.resolve("log");
    }

    String name() {
        return name;
    }

    synchronized ProcessHandle handle() {
        if (process == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return process.toHandle();
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    synchronized void start() {
        if (abandoned) {
            return;
        }
        try {
            Files.createDirectories(log);
            ProcessBuilder builder = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            log.resolve(name + ".out").toFile()));
            // Secrets go by the environment, which, unlike a command line, other users cannot read.
            settings.forEach((key, value) -> builder.environment().put(variable(key), value));
            builder.environment().put("CLOUDLET_LIFELINE", "stdin");
            Process started = builder.start();
            process = started;
            Thread.ofVirtual().name("watch-" + name).start(() -> watch(started));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the process may end. */
    synchronized void abandon() {
        abandoned = true;
    }

    @Override
    public void close() {
        abandon();
        Process last;
        synchronized (this) {
            last = process;
        }
        if (last == null) {
            return;
        }
        last.destroy();
        try {
            if (!last.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                last.destroyForcibly();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Process started) {
        try {
            started.waitFor();
            ended(started);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ended(Process ended) {
        if (abandoned) {
            return;
        }
        LOG.warn("{} ended with status {}; starting it again", name, ended.exitValue());
        CompletableFuture.delayedExecutor(RESTART_MILLIS, TimeUnit.MILLISECONDS).execute(this::start);
    }

    /** The JVM of every process of a cluster. */
    static List<String> java() {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(FLAGS);
        return java;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(java());
        String cache = System.getProperty("cloudlet.aot", "");
        if (!cache.isEmpty()) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        command.addAll(List.of(
                "-Dcloudlet.log=FILE",
                "-Dcloudlet.log.dir=" + log,
                "-Dcloudlet.log.name=" + name,
                "-cp",
                System.getProperty("java.class.path"),
                application.getName()));
        return command;
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
