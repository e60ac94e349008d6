package dev.cloudlet.storage.keeping;

import dev.cloudlet.storage.bucket.Bucket;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When objects will expire. */
public interface Expirations {
    /** What x-amz-expiration says of a current object, or null. */
    @Nullable
    String header(Bucket bucket, String key, long size, Map<String, String> tags, Instant made);
}
