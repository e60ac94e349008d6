package dev.cloudlet.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Postgres's programs, unpacked once per machine and version from the archive on the classpath.
 *
 * @param home the directory with {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path home) {
    private static final String VERSION = "18.6.0";

    /** Unpacks where that has not happened yet: into the cache, or below {@code fallback} if the cache is read-only. */
    static Binaries unpacked(Path fallback) throws IOException {
        String archive = archive();
        String name = "postgres-" + VERSION + "-" + archive.replaceAll("^/postgres-|\\.txz$", "");
        for (Path parent : List.of(cache(), fallback)) {
            if (isWritable(parent)) {
                Path home = parent.resolve(name);
                if (!Files.exists(home.resolve("bin/postgres"))) {
                    unpack(archive, home);
                }
                return new Binaries(home);
            }
        }
        throw new IOException("neither " + cache() + " nor " + fallback + " can be written to");
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** Root's cache is one that other users may read: Postgres itself will not be root. */
    private static Path cache() {
        String set = System.getProperty("cloudlet.cache", "");
        if (!set.isEmpty()) {
            return Path.of(set).toAbsolutePath();
        }
        if (System.getProperty("user.name").equals("root")) {
            return Path.of("/var/cache/cloudlet");
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("cloudlet").toAbsolutePath();
    }

    private static boolean isWritable(Path directory) {
        try {
            Files.createDirectories(directory);
            return Files.isWritable(directory);
        } catch (IOException e) {
            return false;
        }
    }

    private static String archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : "linux";
        String machine =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> System.getProperty("os.arch");
                };
        String name = "/postgres-" + system + "-" + machine + ".txz";
        if (Binaries.class.getResource(name) == null) {
            throw new PostgresFailure(
                    "No Postgres for " + os + " on " + System.getProperty("os.arch") + " is part of this build",
                    "build Cloudlet on this machine (./mvnw -DskipTests package), or run it on Linux or macOS");
        }
        return name;
    }

    /** Renamed into place at the end: whoever starts at the same time never sees half of it. */
    private static void unpack(String archive, Path home) throws IOException {
        Path part = Files.createTempDirectory(home.getParent(), "unpacking-");
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream in = Binaries.class.getResourceAsStream(archive)) {
            if (in == null) {
                throw new IOException(archive + " is not on the classpath");
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, part);
                }
            }
        }
        try {
            Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(home.resolve("bin/postgres"))) {
                throw e;
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path to = into.resolve(entry.getName()).normalize();
        if (!to.startsWith(into)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(to);
            return;
        }
        Files.createDirectories(to.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, to);
        boolean executable = (entry.getMode() & 0111) != 0;
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
