package dev.cloudlet.storage.facility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A directory of this process among those of others. Its lock goes with the process, however that ends: what lies in a
 * directory that is not locked is nobody's any more.
 */
final class ProcessDirectory implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private ProcessDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static ProcessDirectory take(Path parent) throws IOException {
        // Locked under a name that the sweep of another process does not look at, then renamed.
        Path made = Files.createTempDirectory(parent, ".");
        FileChannel channel =
                FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new IOException(made + " cannot be locked");
        }
        Path path = parent.resolve(UUID.randomUUID().toString());
        Files.move(made, path);
        return new ProcessDirectory(path, channel);
    }

    Path path() {
        return path;
    }

    /** Removes what processes that have ended left behind. Says whether no other process is alive. */
    boolean removeDead() throws IOException {
        boolean alone = true;
        for (Path other : list(path.resolveSibling(""))) {
            if (!other.equals(path) && !other.getFileName().toString().startsWith(".")) {
                alone &= removeIfDead(other);
            }
        }
        return alone;
    }

    private static boolean removeIfDead(Path directory) throws IOException {
        Path file = directory.resolve(LOCK);
        if (!Files.exists(file)) {
            // An earlier removal that was interrupted after the lock, which goes last but for the directory.
            Files.deleteIfExists(directory);
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                return false;
            }
            for (Path left : list(directory)) {
                if (!left.equals(file)) {
                    Files.delete(left);
                }
            }
            Files.delete(file);
            Files.delete(directory);
            return true;
        } catch (OverlappingFileLockException e) {
            // Another cloud in this very JVM.
            return false;
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(directory)) {
            entries.forEach(found::add);
        }
        return found;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
