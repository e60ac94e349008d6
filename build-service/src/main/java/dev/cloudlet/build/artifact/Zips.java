package dev.cloudlet.build.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Packs an output. File modes are kept: a script that could be executed before can be afterwards. */
final class Zips {
    private static final int REGULAR = 0100000;

    private Zips() {}

    static void write(Path archive, Path base, List<Path> files, boolean discardPaths) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
            for (Path file : files) {
                Path source = base.resolve(file);
                String name = discardPaths ? file.getFileName().toString() : file.toString();
                ZipArchiveEntry entry = new ZipArchiveEntry(name);
                entry.setUnixMode(REGULAR | mode(Files.getPosixFilePermissions(source)));
                entry.setLastModifiedTime(Files.getLastModifiedTime(source));
                zip.putArchiveEntry(entry);
                Files.copy(source, zip);
                zip.closeArchiveEntry();
            }
        }
    }

    private static int mode(Set<PosixFilePermission> permissions) {
        return permissions.stream().mapToInt(Zips::bit).reduce(0, (a, b) -> a | b);
    }

    private static int bit(PosixFilePermission permission) {
        return switch (permission) {
            case OWNER_READ -> 0400;
            case OWNER_WRITE -> 0200;
            case OWNER_EXECUTE -> 0100;
            case GROUP_READ -> 040;
            case GROUP_WRITE -> 020;
            case GROUP_EXECUTE -> 010;
            case OTHERS_READ -> 04;
            case OTHERS_WRITE -> 02;
            case OTHERS_EXECUTE -> 01;
        };
    }
}
