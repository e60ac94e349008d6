package dev.cloudlet.storage.object;

import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.BucketLocks;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.keeping.Restore;
import dev.cloudlet.storage.keeping.StorageClass;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What happens to versions without a client who asks for it. Each method works in the running transaction. */
@Component
public final class ObjectLifecycle {
    private final JdbcClient jdbc;
    private final Buckets buckets;
    private final BucketLocks locks;
    private final ObjectVersions versions;
    private final ObjectWrites writes;
    private final JsonMapper json;

    public ObjectLifecycle(
            JdbcClient jdbc,
            Buckets buckets,
            BucketLocks locks,
            ObjectVersions versions,
            ObjectWrites writes,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.buckets = buckets;
        this.locks = locks;
        this.versions = versions;
        this.writes = writes;
        this.json = json;
    }

    /**
     * Lets a version go: the current object as a delete does, another one or a delete marker for good. Nothing happens if it is not
     * there, or is locked, or if it is not as it was.
     *
     * @param current whether it was the current one
     */
    public void expire(Bucket known, String key, long place, boolean current, Instant now) {
        Bucket bucket = own(known, key);
        Optional<ObjectVersion> found = versions.at(bucket, key, place).filter(version -> version.latest() == current);
        if (found.isEmpty()) {
            return;
        }
        ObjectVersion version = found.get();
        if (current && !version.deleteMarker()) {
            writes.delete(bucket, key, WriteCondition.none(), S3Time.seconds(now));
        } else if (!version.keeping().lock().forbids(now, false)) {
            writes.deleteVersion(bucket, key, version.id(), WriteCondition.none(), new Removal(now, false));
        }
    }

    /** Gives a version another storage class, and its bytes as many copies as that has. */
    public void move(Bucket known, String key, long place, StorageClass to) {
        Bucket bucket = own(known, key);
        int moved = jdbc.sql("""
                        UPDATE object_version SET storage_class = :class
                        WHERE bucket = :bucket AND key = :key AND place = :place
                        """)
                .param("class", to.shown())
                .param("bucket", bucket.id())
                .param("key", key)
                .param("place", place)
                .update();
        if (moved == 1) {
            jdbc.sql("""
                            UPDATE blob SET copies = :copies WHERE id IN (
                                SELECT blob FROM object_part WHERE place = :place
                                UNION ALL
                                SELECT blob FROM object_version
                                WHERE bucket = :bucket AND key = :key AND place = :place AND blob IS NOT NULL)
                            """)
                    .param("copies", to.copies())
                    .param("bucket", bucket.id())
                    .param("key", key)
                    .param("place", place)
                    .update();
        }
    }

    /** Has a readable copy made of an archived version. */
    public void restore(Bucket known, ObjectVersion version, Restore restore) {
        Bucket bucket = own(known, version.key());
        jdbc.sql("""
                        UPDATE object_version SET restore = CAST(:restore AS jsonb)
                        WHERE bucket = :bucket AND key = :key AND place = :place
                        """)
                .param("restore", json.writeValueAsString(restore))
                .param("bucket", bucket.id())
                .param("key", version.key())
                .param("place", version.place())
                .update();
    }

    private Bucket own(Bucket known, String key) {
        Bucket bucket = buckets.hold(known);
        locks.key(bucket.id(), key);
        return bucket;
    }
}
