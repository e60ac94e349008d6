package dev.cloudlet.storage.keeping;

import dev.cloudlet.storage.bucket.Bucket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The default retention of buckets with Object Lock. */
@Component
public final class BucketObjectLocks {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    public BucketObjectLocks(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** As it is kept: that Object Lock is enabled, and perhaps a default. */
    private record Configuration(@Nullable DefaultRetention retention) {}

    /** The default of a bucket, if it has one. */
    public Optional<DefaultRetention> of(Bucket bucket) {
        if (!bucket.locksObjects()) {
            return Optional.empty();
        }
        return jdbc.sql("SELECT object_lock FROM bucket WHERE id = :id AND object_lock IS NOT NULL")
                .param("id", bucket.id())
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, Configuration.class).retention());
    }

    /** Enables Object Lock, for good. */
    public void set(Bucket bucket, @Nullable DefaultRetention retention) {
        jdbc.sql("UPDATE bucket SET object_lock = CAST(:lock AS jsonb) WHERE id = :id")
                .param("lock", json.writeValueAsString(new Configuration(retention)))
                .param("id", bucket.id())
                .update();
    }
}
