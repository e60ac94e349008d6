package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A sandbox's directory below {@code /run/cloudlet}, held while the sandbox is open. It says which state directory the sandbox is
 * of, so that others can tell when that is gone and clean up after it.
 *
 * @param lock the descriptor that holds the lock; the kernel lets go of it with the process
 */
record Claim(CloudName cloud, int lock) implements AutoCloseable {
    /** Takes it; UNAVAILABLE if somebody else has it. The caller has the whole of {@code /run/cloudlet} to itself. */
    static Claim take(CloudName cloud, Path stateDirectory) throws IOException {
        Files.createDirectories(cloud.runDirectory());
        Claim claim = tryTake(cloud)
                .orElseThrow(() -> new SandboxException(
                        Reason.UNAVAILABLE, "the machines in " + stateDirectory + " are open already"));
        Path fresh = cloud.runDirectory().resolve("state-directory.new");
        Files.writeString(fresh, stateDirectory.toString());
        Files.move(fresh, note(cloud), StandardCopyOption.ATOMIC_MOVE);
        return claim;
    }

    /** Takes it unless somebody has it. */
    static Optional<Claim> tryTake(CloudName cloud) throws IOException {
        int lock = open(cloud.runDirectory().resolve("open"));
        if (Kernel.tryLock(lock)) {
            return Optional.of(new Claim(cloud, lock));
        }
        Kernel.close(lock);
        return Optional.empty();
    }

    /** A descriptor of a file that is made if it is not there. */
    static int open(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return Kernel.open(file, Kernel.O_RDONLY);
    }

    /** The state directory that a sandbox has noted; empty for one that has noted none. */
    static Optional<Path> stateDirectory(CloudName cloud) throws IOException {
        try {
            return Optional.of(Path.of(Files.readString(note(cloud))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Path note(CloudName cloud) {
        return cloud.runDirectory().resolve("state-directory");
    }

    @Override
    public void close() {
        Kernel.close(lock);
    }
}
