package dev.cloudlet.storage.keeping;

import dev.cloudlet.storage.bucket.Bucket;
import java.time.Instant;
import java.util.function.Predicate;

/** Uploads that nobody completed. */
public interface AbandonedUploads {
    /** Aborts those below a prefix that were begun at such a time. */
    void abort(Bucket bucket, String prefix, Predicate<Instant> isLate);
}
