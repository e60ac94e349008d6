package dev.cloudlet.compute.agent;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks bundles of strangers: nothing is written outside of the directory, links are made last so that nothing can be
 * written through them, and an archive that unpacks to more than anybody deploys is refused.
 */
final class Archives {
    private static final long MOST_BYTES = 4L << 30;
    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_LINK = 4096;

    private final Path target;
    private final Map<Path, Path> links = new LinkedHashMap<>();
    private long bytesLeft;
    private int entriesLeft;

    Archives(Path target) {
        this(target, MOST_BYTES, MOST_ENTRIES);
    }

    Archives(Path target, long mostBytes, int mostEntries) {
        this.target = target;
        this.bytesLeft = mostBytes;
        this.entriesLeft = mostEntries;
    }

    /**
     * @param type zip, tar or tgz
     * @throws HostFailure for an archive that is broken, or not to be trusted
     */
    void unpack(Path archive, String type) {
        try {
            switch (type) {
                case "zip" -> zip(archive);
                case "tar" -> {
                    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
                        tar(in);
                    }
                }
                case "tgz" -> {
                    try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
                        tar(in);
                    }
                }
                default -> throw HostFailure.of("Bundles of the type " + type + " cannot be unpacked: zip, tar or tgz");
            }
            for (Map.Entry<Path, Path> link : links.entrySet()) {
                Files.createDirectories(parent(link.getKey()));
                Files.createSymbolicLink(link.getKey(), link.getValue());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw HostFailure.of("The bundle cannot be unpacked: " + e.getMessage());
        }
    }

    private void zip(Path archive) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
                ZipArchiveEntry entry = all.nextElement();
                Path path = inside(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isUnixSymlink()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        byte[] link = in.readNBytes(MOST_LINK);
                        links.put(path, Path.of(new String(link, StandardCharsets.UTF_8)));
                    }
                } else {
                    try (InputStream in = zip.getInputStream(entry)) {
                        file(path, in, entry.getUnixMode());
                    }
                }
            }
        }
    }

    private void tar(InputStream bytes) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(bytes)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = inside(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    links.put(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Path linked = inside(entry.getLinkName());
                    Files.createDirectories(parent(path));
                    Files.copy(linked, path, LinkOption.NOFOLLOW_LINKS);
                } else if (entry.isFile()) {
                    file(path, tar, entry.getMode());
                } else {
                    throw HostFailure.of(
                            "The bundle holds '" + entry.getName() + "', which is neither a file nor a directory");
                }
            }
        }
    }

    private Path inside(String name) {
        if (--entriesLeft < 0) {
            throw HostFailure.of("The bundle holds more files than can be deployed");
        }
        Path path = target.resolve(name).normalize();
        boolean climbs = Path.of(name).normalize().startsWith("..") || name.startsWith("/") || name.contains("\\");
        if (climbs || !path.startsWith(target)) {
            throw HostFailure.of("The bundle holds '" + name + "', a path that leads out of it");
        }
        for (Path part : Path.of(name)) {
            if (part.toString().equals("..")) {
                throw HostFailure.of("The bundle holds '" + name + "', a path that leads out of it");
            }
        }
        return path;
    }

    private void file(Path path, InputStream from, int mode) throws IOException {
        Files.createDirectories(parent(path));
        Files.deleteIfExists(path);
        byte[] buffer = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                bytesLeft -= read;
                if (bytesLeft < 0) {
                    throw HostFailure.of("The bundle unpacks to more than can be deployed");
                }
                out.write(buffer, 0, read);
            }
        }
        // Archives made where there are no modes say 0.
        Files.setPosixFilePermissions(path, permissions(mode == 0 ? 0644 : mode));
    }

    private Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? target : parent;
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] fromHighest = PosixFilePermission.values();
        for (int bit = 0; bit < fromHighest.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                set.add(fromHighest[bit]);
            }
        }
        // What the agent itself cannot read it cannot install.
        set.add(PosixFilePermission.OWNER_READ);
        return set;
    }
}
