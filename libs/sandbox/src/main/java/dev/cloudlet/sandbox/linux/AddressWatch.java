package dev.cloudlet.sandbox.linux;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when the host's IPv4 addresses change. The kernel says so: nothing runs in between.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
 */
public final class AddressWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AddressWatch.class);
    private static final int IPV4_ADDRESSES = 0x10;

    private final Runnable changed;
    private final int socket;
    private final int waker;
    private volatile boolean closed;

    private AddressWatch(Runnable changed, int socket, int waker) {
        this.changed = changed;
        this.socket = socket;
        this.waker = waker;
    }

    /**
     * Begins to watch the network namespace of the calling thread.
     *
     * @param changed called on a thread of the watch's own after each change; several may be told as one
     */
    public static AddressWatch start(Runnable changed) throws IOException {
        int socket = Rtnetlink.socket();
        try {
            Kernel.subscribe(socket, IPV4_ADDRESSES);
            var watch = new AddressWatch(changed, socket, Kernel.eventfd());
            Thread.ofPlatform().daemon().name("host-addresses").start(watch::watch);
            return watch;
        } catch (IOException e) {
            Kernel.close(socket);
            throw e;
        }
    }

    private void watch() {
        try {
            while (!closed) {
                boolean[] ready = Kernel.poll(new int[] {waker, socket});
                if (ready[1]) {
                    Kernel.drain(socket);
                    changed.run();
                }
            }
        } catch (IOException e) {
            LOG.error("changes of the host's addresses are no longer noticed: {}", e.toString());
        } finally {
            Kernel.close(socket);
            Kernel.close(waker);
        }
    }

    @Override
    public void close() {
        closed = true;
        Kernel.wake(waker);
    }
}
