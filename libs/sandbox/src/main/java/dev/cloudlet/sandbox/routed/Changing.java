package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;

/** The one lock that orders what changes VPCs. What fails below it is told in the words of the sandbox. */
final class Changing {
    private final ReentrantLock lock = new ReentrantLock();

    /** What changes something. */
    interface Change {
        void run() throws IOException;
    }

    /** What changes something and tells a result. */
    interface Step<T> {
        T run() throws IOException;
    }

    void apply(Change change) {
        take(() -> {
            change.run();
            return this;
        });
    }

    <T> T take(Step<T> step) {
        lock.lock();
        try {
            return step.run();
        } catch (IOException e) {
            throw new SandboxException(Reason.FAILED, "network: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new SandboxException(Reason.FAILED, "network: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }
}
