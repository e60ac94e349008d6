package dev.cloudlet.sandbox.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A named network namespace, kept alive by a mount under {@code /run/netns} as {@code ip netns} does.
 *
 * @param name its file name there
 */
public record NetworkNamespace(String name) {
    private static final Path DIRECTORY = Path.of("/run/netns");
    private static final String DEVICE = "unix:dev";
    private static final Path OWN = Path.of("/proc/thread-self/ns/net");

    /** Where it is mounted. */
    public Path path() {
        return DIRECTORY.resolve(name);
    }

    /** Whether it is there; a file that a host restart left without its mount does not count. */
    public boolean exists() throws IOException {
        try {
            return !Files.getAttribute(path(), DEVICE).equals(Files.getAttribute(DIRECTORY, DEVICE));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Makes it, with IPv6 off, unless it is there. */
    public void create() throws IOException {
        if (exists()) {
            return;
        }
        Files.createDirectories(DIRECTORY);
        Files.deleteIfExists(path());
        Files.createFile(path());
        onFreshThread(() -> {
            Kernel.unshare(Kernel.CLONE_NEWNET);
            Kernel.mount(OWN.toString(), path(), "none", Kernel.MS_BIND, "");
            Path ipv6 = Path.of("/proc/sys/net/ipv6/conf/all/disable_ipv6");
            if (Files.exists(ipv6)) {
                Files.writeString(ipv6, "1");
            }
            return name;
        });
    }

    /** Lets go of it; it ends when the last process and socket in it has. Nothing happens when there is none. */
    public void delete() throws IOException {
        try {
            Kernel.unmount(path(), Kernel.MNT_DETACH);
        } catch (Kernel.KernelException e) {
            if (e.errno() != Kernel.EINVAL && e.errno() != Kernel.ENOENT) {
                throw e;
            }
        }
        Files.deleteIfExists(path());
    }

    /**
     * Calls with the namespace entered. The body may open and bind sockets and write below {@code /proc/sys/net}; it must
     * not start threads or processes, which would stay in the namespace.
     */
    public <T> T call(Callable<T> body) throws IOException {
        return onFreshThread(() -> {
            int namespace = Kernel.open(path(), Kernel.O_RDONLY);
            try {
                Kernel.enter(namespace, Kernel.CLONE_NEWNET);
            } finally {
                Kernel.close(namespace);
            }
            return body.call();
        });
    }

    // A namespace belongs to a thread. The thread is thrown away, and it goes home before it tells its result: telling
    // may make the scheduler start a carrier for virtual threads, and that would be born in this thread's namespace.
    private static <T> T onFreshThread(Callable<T> body) throws IOException {
        var result = new CompletableFuture<T>();
        Thread.ofPlatform().daemon().name("netns").start(() -> {
            T value;
            try {
                int home = Kernel.open(OWN, Kernel.O_RDONLY);
                try {
                    value = body.call();
                } finally {
                    Kernel.enter(home, Kernel.CLONE_NEWNET);
                    Kernel.close(home);
                }
            } catch (Throwable e) {
                // The edge of a thread: whoever waits for it must learn of anything that ended it.
                result.completeExceptionally(e);
                return;
            }
            result.complete(value);
        });
        try {
            return result.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IOException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while in a network namespace", e);
        }
    }
}
