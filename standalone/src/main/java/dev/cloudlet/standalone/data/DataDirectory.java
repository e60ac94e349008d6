package dev.cloudlet.standalone.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one cloud, locked for as long as the cloud runs. The lock goes with the process, however that ends;
 * the process id in the lock file only tells people who holds it.
 */
public final class DataDirectory implements AutoCloseable {
    static final long NEEDED_BYTES = 500L << 20;

    private final Path path;
    private final FileChannel lock;
    private final boolean followsCrash;

    private DataDirectory(Path path, FileChannel lock) throws IOException {
        this.path = path;
        this.lock = lock;
        this.followsCrash = lock.size() > 0;
        lock.truncate(0);
        lock.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Takes a directory for this process, and makes it where it does not exist.
     *
     * @throws StartFailure another cloud runs in it, it cannot be written to, or its disk is full
     */
    public static DataDirectory take(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            checkOwner(path);
            checkSpace(path);
            return new DataDirectory(path, lock(path));
        } catch (IOException e) {
            throw new StartFailure(
                    "The data directory " + path + " cannot be used: " + reason(e),
                    "choose a directory you can write to with --data DIR",
                    e);
        }
    }

    /** Where it is, absolute. */
    public Path path() {
        return path;
    }

    /** Whether the cloud that had it before was killed: parts of it may be ending only now. */
    public boolean followsCrash() {
        return followsCrash;
    }

    /** A directory inside, made for the owner alone where it does not exist. */
    public Path subdirectory(String name) {
        Path made = path.resolve(name);
        try {
            if (!Files.isDirectory(made)) {
                Files.createDirectory(
                        made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.truncate(0);
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Root could go on with anybody's data, and nobody else could go on with it after that. */
    private static void checkOwner(Path path) throws IOException {
        Path secrets = path.resolve(Secrets.FILE);
        if (!Files.exists(secrets)) {
            return;
        }
        Path mine = Files.createTempFile(path, ".owner-", "");
        try {
            UserPrincipal owner = Files.getOwner(secrets);
            if (!owner.equals(Files.getOwner(mine))) {
                throw new StartFailure(
                        "The data in " + path + " belongs to user " + owner.getName(),
                        "start the cloud as that user, or choose another directory with --data DIR");
            }
        } finally {
            Files.delete(mine);
        }
    }

    private static void checkSpace(Path path) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new StartFailure(
                    "Only %d MB are free on the disk of %s; the cloud needs %d"
                            .formatted(free >> 20, path, NEEDED_BYTES >> 20),
                    "free some space, or choose another disk with --data DIR");
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new StartFailure(
                    "A cloud already runs in " + path + holder(file),
                    "./cloudlet status shows it, ./cloudlet down stops it, --data DIR starts another one");
        }
        return channel;
    }

    /** The number in the file is for people: whatever else stands there is nobody's. */
    private static String holder(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]{1,10}") ? " (process " + text + ")" : "";
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held by another cloud in this very JVM.
            return false;
        }
    }

    private static String reason(IOException e) {
        @Nullable String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
}
