package dev.cloudlet.storage.bucket;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Locks until the end of the running transaction. Writers share their bucket and own their key. They are the database's advisory
 * locks, as those cost no write: a lock on the bucket's row would be one for each object put.
 */
@Component
public final class BucketLocks {
    /** Advisory locks are one space for all services: "S3" in ASCII. */
    private static final int SPACE = 0x5333;

    private final JdbcClient jdbc;

    public BucketLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the bucket from being removed or changed. */
    void share(long bucket) {
        lock("SELECT pg_advisory_xact_lock_shared(:space, CAST(:bucket % 2147483647 AS int))", bucket);
    }

    /** Waits for all writers, and keeps others out. */
    void own(long bucket) {
        lock("SELECT pg_advisory_xact_lock(:space, CAST(:bucket % 2147483647 AS int))", bucket);
    }

    private void lock(String sql, long bucket) {
        jdbc.sql(sql).param("space", SPACE).param("bucket", bucket).query(row -> {});
    }

    /** One writer of a key at a time. Whoever needs several takes them in the order of the keys. */
    public void key(long bucket, String key) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:key, :bucket))")
                .param("key", key)
                .param("bucket", bucket)
                .query(row -> {});
    }
}
