package dev.cloudlet.postgres.testing;

import dev.cloudlet.postgres.LocalPostgres;
import dev.cloudlet.postgres.Passwords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One Postgres server for all tests of a JVM; closed, and its files removed, after the last of them. */
final class TestServer implements AutoCloseable {
    private static final Passwords PASSWORDS = new Passwords("superuser", "services");

    private final Path directory;
    private final LocalPostgres postgres;
    private final AtomicInteger databases = new AtomicInteger();

    TestServer() {
        try {
            directory = Files.createTempDirectory("cloudlet-test-");
            // Where Postgres may not run as root and runs as another user, that user has to get in.
            directory.toFile().setExecutable(true, false);
            postgres = LocalPostgres.start(Files.createDirectory(directory.resolve("postgres")), PASSWORDS, line -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of the database that all schemas are made in. */
    String url() {
        return postgres.url();
    }

    String user() {
        return postgres.user();
    }

    String password() {
        return PASSWORDS.services();
    }

    /** A number that no other test class has. */
    int next() {
        return databases.incrementAndGet();
    }

    @Override
    public void close() {
        postgres.close();
        try (var walk = Files.walk(directory)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
