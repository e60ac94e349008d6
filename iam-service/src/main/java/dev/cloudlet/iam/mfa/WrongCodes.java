package dev.cloudlet.iam.mfa;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down: after a few wrong codes a device takes none for a while, twice as long with every further one. Kept in
 * memory, because a refused call leaves nothing in the database.
 */
@Component
class WrongCodes {
    private static final int FREE = 5;
    private static final int DOUBLINGS = 10;
    private static final int MOST_DEVICES = 10_000;

    private record Wrong(int count, Instant until) {}

    private final Map<String, Wrong> bySerial = new LinkedHashMap<>();

    synchronized boolean waits(String serial, Instant now) {
        Wrong wrong = bySerial.get(serial);
        return wrong != null && now.isBefore(wrong.until());
    }

    synchronized void wrong(String serial, Instant now) {
        Wrong before = bySerial.remove(serial);
        int count = before == null ? 1 : before.count() + 1;
        Duration pause = count <= FREE ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(count - FREE, DOUBLINGS));
        bySerial.put(serial, new Wrong(count, now.plus(pause)));
        if (bySerial.size() > MOST_DEVICES) {
            bySerial.remove(bySerial.keySet().iterator().next());
        }
    }

    synchronized void right(String serial) {
        bySerial.remove(serial);
    }
}
