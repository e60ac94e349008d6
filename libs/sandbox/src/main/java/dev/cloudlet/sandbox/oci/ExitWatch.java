package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.linux.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when processes end that are not this process's children: one thread waits for all of them in poll(2), on
 * descriptors that name a process and not its number.
 */
final class ExitWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExitWatch.class);

    private final Map<Integer, Runnable> watched = new ConcurrentHashMap<>();
    private final int waker;
    private volatile boolean closed;

    ExitWatch() throws IOException {
        waker = Kernel.eventfd();
        Thread.ofPlatform().daemon().name("machine-exits").start(this::watch);
    }

    /** When the kernel started a process, in ticks since boot; -1 when there is no such process or it has ended. */
    static long startTicks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name in parentheses may hold anything: fields are counted from its end.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") || fields[0].equals("X") ? -1 : Long.parseLong(fields[19]);
        } catch (IOException gone) {
            return -1;
        }
    }

    /** Calls back on a thread of its own when the process ends, at once when it has. */
    void register(long pid, long startTicks, Runnable ended) throws IOException {
        int fd;
        try {
            fd = Kernel.pidfd(pid);
        } catch (Kernel.KernelException gone) {
            Thread.ofVirtual().start(ended);
            return;
        }
        if (startTicks(pid) != startTicks) {
            Kernel.close(fd);
            Thread.ofVirtual().start(ended);
            return;
        }
        watched.put(fd, ended);
        Kernel.wake(waker);
    }

    private void watch() {
        try {
            while (!closed) {
                int[] fds =
                        watched.keySet().stream().mapToInt(Integer::intValue).toArray();
                int[] all = new int[fds.length + 1];
                System.arraycopy(fds, 0, all, 1, fds.length);
                all[0] = waker;
                boolean[] ready = Kernel.poll(all);
                if (ready[0]) {
                    Kernel.drain(waker);
                }
                for (int i = 1; i < all.length; i++) {
                    if (ready[i]) {
                        Runnable ended = watched.remove(all[i]);
                        Kernel.close(all[i]);
                        if (ended != null) {
                            Thread.ofVirtual().start(ended);
                        }
                    }
                }
            }
        } catch (IOException e) {
            LOG.error("the ends of machines are no longer noticed: {}", e.toString());
        } finally {
            watched.keySet().forEach(Kernel::close);
            Kernel.close(waker);
        }
    }

    @Override
    public void close() {
        closed = true;
        Kernel.wake(waker);
    }
}
