package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.SandboxException;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the consoles of running machines within their bounds. */
final class Consoles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Consoles.class);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("machine-consoles").factory());
    private final Entries entries;

    Consoles(Entries entries) {
        this.entries = entries;
    }

    void start() {
        var unused = clock.scheduleWithFixedDelay(this::bound, 1, 1, TimeUnit.SECONDS);
    }

    byte[] tail(String id, int bytes) {
        try {
            return new Console(entries.require(id).directory().console()).tail(bytes);
        } catch (IOException e) {
            throw Entries.failure("console of " + id, e);
        }
    }

    private void bound() {
        for (Entry entry : entries.all()) {
            try {
                if (entry.isThere() && entry.latest().run().isPresent()) {
                    new Console(entry.directory().console())
                            .bound(entry.latest().spec().consoleBytes());
                }
            } catch (IOException | SandboxException e) {
                LOG.warn("cannot cut the console of {}: {}", entry.id(), e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
