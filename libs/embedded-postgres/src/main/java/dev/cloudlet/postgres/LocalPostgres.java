package dev.cloudlet.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A running Postgres server: a child of this process that ends with it, cleanly even when this process is killed. It
 * listens on loopback only, and lets nobody in without the generated password.
 */
public final class LocalPostgres implements AutoCloseable {
    static final String SUPERUSER = "postgres";
    static final String DATABASE = "cloudlet";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int PORT_ATTEMPTS = 3;
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    private final Process process;
    private final int port;

    private LocalPostgres(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the server of a directory; the first time, that makes the database too.
     *
     * @param directory an existing one that nobody else uses; the log goes to {@code ../log/postgres.log}
     * @param passwords the same as the first time, or new ones for the services
     * @param progress is told what takes a moment, one line each
     * @throws PostgresFailure there is a reason the user can do something about
     */
    public static LocalPostgres start(Path directory, Passwords passwords, Consumer<String> progress) {
        return start(directory, passwords, progress, PrivilegeDrop.choose());
    }

    static LocalPostgres start(Path directory, Passwords passwords, Consumer<String> progress, PrivilegeDrop drop) {
        try {
            Binaries binaries = Binaries.unpacked(directory);
            checkReachable(drop, binaries.home());
            Cluster cluster = new Cluster(directory, binaries, drop);
            if (!cluster.exists()) {
                progress.accept("creating the database");
                cluster.create(passwords.superuser());
            } else {
                cluster.adopt();
            }
            cluster.awaitPredecessor();
            LocalPostgres started = start(cluster, directory.resolve("port"));
            try {
                DatabaseSetup.apply(started.url("postgres"), passwords);
            } catch (RuntimeException e) {
                started.close();
                throw e;
            }
            return started;
        } catch (IOException e) {
            throw new PostgresFailure(
                    "Postgres could not start: " + e.getMessage(), "see " + directory.resolveSibling("log"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresFailure("Starting Postgres was interrupted", "start again", e);
        }
    }

    /** Where the services connect to. */
    public String url() {
        return url(DATABASE);
    }

    /** The role that the services connect as. */
    public String user() {
        return DatabaseSetup.ROLE;
    }

    /** The id of the process that looks after the server. */
    public long pid() {
        return process.pid();
    }

    /** Whether the server still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Stops the server after it has written everything; returns when it is gone. */
    @Override
    public void close() {
        try {
            // The lifeline: the end of its input tells the supervising shell to stop the server.
            process.getOutputStream().close();
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The port of the last time, or another one if somebody has taken it since. */
    private static LocalPostgres start(Cluster cluster, Path portFile) throws IOException, InterruptedException {
        int port = lastPort(portFile).orElseGet(LocalPostgres::freePort);
        for (int attempt = 1; ; attempt++) {
            Process process = cluster.start(port);
            if (cluster.awaitReady(process, port)) {
                Files.writeString(portFile, port + "\n");
                return new LocalPostgres(process, port);
            }
            if (attempt == PORT_ATTEMPTS) {
                throw new IOException("it ended with status " + process.exitValue());
            }
            port = freePort();
        }
    }

    /** Kept so that tools can be pointed at the database; a file without a port in it is as good as none. */
    private static Optional<Integer> lastPort(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
        return PORT.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkReachable(PrivilegeDrop drop, Path binaries) {
        if (!drop.canEnter(binaries)) {
            throw new PostgresFailure(
                    "Postgres runs as " + drop.user().orElse("") + ", who may not enter " + binaries,
                    "start with CLOUDLET_JAVA_OPTS=-Dcloudlet.cache=DIR, a directory that everybody may enter");
        }
    }
}
