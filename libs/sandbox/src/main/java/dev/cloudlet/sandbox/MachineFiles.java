package dev.cloudlet.sandbox;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The root filesystem of a machine, running or stopped, seen from outside. Paths are absolute inside the machine and are
 * resolved there: a link that a machine points at {@code /etc} leads to the machine's {@code /etc}, never the host's.
 */
public interface MachineFiles {
    /**
     * One entry of a directory.
     *
     * @param name its name
     * @param directory whether it is a directory
     * @param bytes its size when it is a regular file, else 0
     */
    record Entry(String name, boolean directory, long bytes) {}

    /** The content of a regular file, at most {@code limit} bytes of it; empty when there is none. */
    Optional<byte[]> read(String path, int limit);

    /** Writes a file, replacing it if it exists, and creates the directories above it; {@code mode} such as 0755. */
    void write(String path, InputStream content, int mode, int uid, int gid);

    /** The entries of a directory; empty when there is no such directory. */
    List<Entry> list(String path);

    /** Copies a directory tree or a file of the host into the machine, keeping modes; the owner becomes root. */
    void copyIn(Path source, String target);

    /** Copies a directory tree or a file of the machine to the host; links are copied as links and never followed. */
    void copyOut(String source, Path target);

    /** Deletes a file or a directory tree; nothing happens when there is none. */
    void delete(String path);
}
