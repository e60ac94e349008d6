package dev.cloudlet.compute.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The directory that a stranger's archive is unpacked to. Nothing is written outside of it: the names must stay within, and
 * links are made last, when all directories are there, so that nothing is written through them, another link neither. Of
 * entries with the same name the last one counts, as with tar and unzip.
 */
final class Unpacked {
    private final Path target;
    private final Map<Path, Path> links = new LinkedHashMap<>();
    private long bytesLeft;
    private int entriesLeft;

    Unpacked(Path target, long mostBytes, int mostEntries) {
        this.target = target;
        this.bytesLeft = mostBytes;
        this.entriesLeft = mostEntries;
    }

    void directory(String name) throws IOException {
        Path path = inside(name);
        makeDirectory(path);
        links.remove(path);
    }

    /**
     * @param mode as Unix has it; 0 where archives are made that have no modes
     */
    void file(String name, InputStream content, int mode) throws IOException {
        Path path = place(name);
        try (OutputStream out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[64 << 10];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                take(read);
                out.write(buffer, 0, read);
            }
        }
        Files.setPosixFilePermissions(path, permissions(mode == 0 ? 0644 : mode));
    }

    void symbolicLink(String name, String to) throws IOException {
        links.put(place(name), Path.of(to));
    }

    /** One more name for a file, or a link, that is there already. */
    void hardLink(String name, String existing) throws IOException {
        Path other = inside(existing);
        Path path = place(name);
        Path link = links.get(other);
        if (link != null) {
            links.put(path, link);
        } else if (Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)) {
            Files.createLink(path, other);
            // They are one file here but not in the machine, where it is copied to.
            take(Files.size(other));
        } else {
            throw HostFailure.of("The bundle holds '" + name + "', a link to '" + existing + "', which is not there");
        }
    }

    /** Makes the links. Only now, and once all of their directories are there: a directory then is no link. */
    void finish() throws IOException {
        for (Path link : links.keySet()) {
            makeDirectory(parent(link));
        }
        for (Map.Entry<Path, Path> link : links.entrySet()) {
            if (Files.exists(link.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                throw twice(link.getKey());
            }
            Files.createSymbolicLink(link.getKey(), link.getValue());
        }
    }

    /** What went wrong, without telling where on this host. */
    String words(IOException e) {
        if (e instanceof FileSystemException of && of.getFile() != null) {
            Path path = Path.of(of.getFile());
            String reason = Objects.requireNonNullElse(of.getReason(), "it cannot be written");
            return "'" + (path.startsWith(target) ? target.relativize(path) : path.getFileName()) + "': " + reason;
        }
        return String.valueOf(e.getMessage());
    }

    private Path inside(String name) {
        if (--entriesLeft < 0) {
            throw HostFailure.of("The bundle holds more files than can be deployed");
        }
        if (name.startsWith("/") || name.contains("\\") || climbs(name)) {
            throw HostFailure.of("The bundle holds '" + name + "', a path that leads out of it");
        }
        return target.resolve(name).normalize();
    }

    private static boolean climbs(String name) {
        for (Path part : Path.of(name)) {
            if (part.toString().equals("..")) {
                return true;
            }
        }
        return false;
    }

    // For something that is not a directory; what was there before of that name makes room.
    private Path place(String name) throws IOException {
        Path path = inside(name);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw path.equals(target)
                    ? HostFailure.of("The bundle holds '" + name + "', which is not the name of a file")
                    : twice(path);
        }
        makeDirectory(parent(path));
        Files.deleteIfExists(path);
        links.remove(path);
        return path;
    }

    private void makeDirectory(Path path) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw twice(Path.of(e.getFile()));
        }
    }

    private HostFailure twice(Path path) {
        return HostFailure.of("The bundle holds '" + target.relativize(path)
                + "' more than once, as a directory and as something else");
    }

    private Path parent(Path path) {
        return Objects.requireNonNullElse(path.getParent(), target);
    }

    private void take(long bytes) {
        bytesLeft -= bytes;
        if (bytesLeft < 0) {
            throw HostFailure.of("The bundle unpacks to more than can be deployed");
        }
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
