package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.linux.CloudName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/** Which sandbox of the host has which share of the public addresses: one file a share, with the sandbox's name in it. */
final class Slots {
    private final Path directory;
    private final CloudName cloud;
    private final Path memory;

    /**
     * @param memory a file that outlives restarts of the host, so that the public addresses stay the same where they can
     */
    Slots(Path directory, CloudName cloud, Path memory) {
        this.directory = directory;
        this.memory = memory;
        this.cloud = cloud;
    }

    /** The share this sandbox has, or else takes: the first that nobody has and the host leaves free. */
    int claim(int slots, IntPredicate isFree) throws IOException {
        return locked(() -> {
            for (int slot = 0; slot < slots; slot++) {
                if (holder(slot).equals(cloud.value())) {
                    return slot;
                }
            }
            int remembered = Files.exists(memory)
                    ? Integer.parseInt(Files.readString(memory).strip())
                    : 0;
            for (int offset = 0; offset < slots; offset++) {
                int slot = (remembered + offset) % slots;
                String holder = holder(slot);
                boolean abandoned = !holder.isEmpty()
                        && !new CloudName(holder).namespace("hub").exists()
                        && !Files.exists(new CloudName(holder).runDirectory());
                if ((holder.isEmpty() || abandoned) && isFree.test(slot)) {
                    Files.writeString(file(slot), cloud.value());
                    Files.writeString(memory, Integer.toString(slot));
                    return slot;
                }
            }
            throw new SandboxException(
                    SandboxException.Reason.UNAVAILABLE,
                    "no share of 198.18.0.0/15 is free on this host: see /run/cloudlet/slots and ip route");
        });
    }

    void release() throws IOException {
        locked(() -> {
            try (var files = Files.newDirectoryStream(directory, "[0-9]*")) {
                for (Path file : files) {
                    if (Files.readString(file).equals(cloud.value())) {
                        Files.delete(file);
                    }
                }
            }
            return 0;
        });
    }

    private Path file(int slot) {
        return directory.resolve(Integer.toString(slot));
    }

    private String holder(int slot) throws IOException {
        try {
            return Files.readString(file(slot));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private interface Body {
        int run() throws IOException;
    }

    private int locked(Body body) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            return lock.isValid() ? body.run() : -1;
        }
    }

    // Another process waits inside lock(); another sandbox of this process is an exception there.
    private static FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("another sandbox holds the lock of the public addresses", e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }
}
