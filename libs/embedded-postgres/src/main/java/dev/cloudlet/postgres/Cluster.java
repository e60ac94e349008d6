package dev.cloudlet.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The files of one Postgres server, and the processes that work on them. */
final class Cluster {
    /**
     * Runs the server in the foreground, and stops it when our end of its standard input closes, which happens also when
     * this JVM is killed. The loop is there because a signal ends {@code wait} before the server has ended.
     */
    private static final String SUPERVISOR = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            trap 'kill -INT $server 2>/dev/null' INT TERM HUP
            { read -r _ <&3; kill -INT $server 2>/dev/null; } &
            lifeline=$!
            exec 3<&-
            while kill -0 $server 2>/dev/null; do wait $server; status=$?; done
            kill $lifeline 2>/dev/null
            exit $status
            """;

    private static final List<String> SETTINGS = List.of(
            "unix_socket_directories=",
            "listen_addresses=127.0.0.1",
            "max_connections=300",
            "shared_buffers=64MB",
            "max_wal_size=512MB",
            "timezone=UTC",
            "log_timezone=UTC",
            // What a client was told is stored, is stored. Whatever can be computed again says so per transaction.
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            // Nothing replicates from here, and fewer processes mean less memory.
            "wal_level=minimal",
            "max_wal_senders=0",
            "io_method=sync",
            "jit=off",
            "logging_collector=off",
            "log_checkpoints=off");

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 5;
    private static final long MAX_LOG_BYTES = 10L << 20;

    private final Path directory;
    private final Path data;
    private final Binaries binaries;
    private final PrivilegeDrop drop;
    private final Path pidFile;

    Cluster(Path directory, Binaries binaries, PrivilegeDrop drop) {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.binaries = binaries;
        this.drop = drop;
        this.pidFile = data.resolve("postmaster.pid");
    }

    boolean exists() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /** A database that ran as another user, on another machine perhaps, is given to the one it runs as now. */
    void adopt() throws IOException {
        drop.handOver(directory);
        drop.handOver(data);
    }

    /** Made under another name and renamed: an interrupted creation is begun again, not taken for a database. */
    void create(String superuserPassword) throws IOException, InterruptedException {
        removeInterrupted();
        Path part = Files.createTempDirectory(directory, "creating-");
        Path password = Files.createTempFile(
                directory,
                "creating-",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, superuserPassword);
            drop.handOver(directory);
            drop.handOver(part);
            drop.handOver(password);
            if (!drop.canEnter(directory)) {
                throw new PostgresFailure(
                        "Postgres runs as " + drop.user().orElse("") + ", who may not enter " + directory,
                        "choose a directory that everybody may enter with --data DIR");
            }
            run(
                    "initdb",
                    "-D",
                    part.toString(),
                    "-U",
                    LocalPostgres.SUPERUSER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + password,
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-instructions");
        } finally {
            Files.delete(password);
        }
        Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void removeInterrupted() throws IOException {
        try (var left = Files.newDirectoryStream(directory, "creating-*")) {
            for (Path each : left) {
                try (var walk = Files.walk(each)) {
                    for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    Process start(int port) throws IOException {
        List<String> command = new ArrayList<>(drop.command());
        command.addAll(List.of("/bin/sh", "-c", SUPERVISOR, "cloudlet-postgres"));
        command.addAll(List.of(binaries.program("postgres"), "-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : SETTINGS) {
            command.add("-c");
            command.add(setting);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    /**
     * Waits for the eighth line of {@code postmaster.pid} to turn to "ready", which costs less than trying to connect.
     *
     * @return false if the server ended instead
     */
    boolean awaitReady(Process process, int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            List<String> lines = pidFile();
            if (lines.size() >= 8
                    && lines.get(7).startsWith("ready")
                    && lines.get(3).equals(Integer.toString(port))) {
                return true;
            }
            if (System.nanoTime() - end > 0) {
                process.destroy();
                throw new IOException("it was not ready within " + READY_LIMIT.toSeconds() + " s");
            }
        }
        return false;
    }

    /** Sees to it that no earlier server works on the files. */
    void awaitPredecessor() throws IOException, InterruptedException {
        new Predecessor(data).awaitEnd();
    }

    private List<String> pidFile() throws IOException {
        try {
            return Files.readAllLines(pidFile, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Path log() throws IOException {
        Path log = Files.createDirectories(directory.resolveSibling("log")).resolve("postgres.log");
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(log, log.resolveSibling("postgres.1.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(drop.command());
        command.add(binaries.program(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(program + " failed: " + output.strip().replace('\n', ' '));
        }
    }
}
