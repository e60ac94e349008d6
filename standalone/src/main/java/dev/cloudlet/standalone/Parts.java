package dev.cloudlet.standalone;

import java.util.Deque;

/** What was started, to be closed in the opposite order. */
final class Parts {
    private Parts() {}

    static void close(Deque<AutoCloseable> parts) {
        synchronized (parts) {
            while (!parts.isEmpty()) {
                close(parts.pop());
            }
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // None of the parts declares one.
            throw new IllegalStateException(e);
        }
    }
}
