package dev.cloudlet.storage.facility;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids of blobs: UUIDs of version 7, that begin with the time. New rows are neighbours in the index, and the sweep can tell the
 * files of an earlier life of the process. The time is the machine's, not the cloud's, which tests may move.
 */
final class BlobIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private BlobIds() {}

    static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = InstantSource.system().millis() << 16 | VERSION_7 | random.nextInt(1 << 12);
        return new UUID(most, VARIANT | random.nextLong() >>> 2);
    }

    static Instant made(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
