package dev.cloudlet.storage.facility;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which blobs are being read in this process, how many times over: their files stay. */
final class Readers {
    private final ConcurrentMap<UUID, Integer> held = new ConcurrentHashMap<>();

    /** Until it is closed, the files stay. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    Hold hold(List<UUID> blobs) {
        blobs.forEach(blob -> held.merge(blob, 1, Integer::sum));
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                blobs.forEach(blob -> held.computeIfPresent(blob, (id, times) -> times == 1 ? null : times - 1));
            }
        };
    }

    boolean isRead(UUID blob) {
        return held.containsKey(blob);
    }
}
