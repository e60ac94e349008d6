package dev.cloudlet.storage.listing;

import dev.cloudlet.storage.bucket.Bucket;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pages of objects, and of all their versions. */
@Component
final class Listings {
    private final JdbcClient jdbc;
    private final KeyWalk<Listed> objects;
    private final KeyWalk<Listed> versions;

    Listings(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.objects = new KeyWalk<>(
                jdbc, "object_version", Listed.COLUMNS, "latest AND NOT delete_marker", Listed::of, Listed::key);
        this.versions = new KeyWalk<>(jdbc, "object_version", Listed.COLUMNS, "true", Listed::of, Listed::key);
    }

    /** Current objects; delete markers are none. */
    Page<Listed> objects(Bucket bucket, KeyRange keys, Start start, int most) {
        return objects.page(bucket.id(), keys, start, most);
    }

    /** All versions and delete markers, the newest of each key first. */
    Page<Listed> versions(Bucket bucket, KeyRange keys, Start start, int most) {
        return versions.page(bucket.id(), keys, start, most);
    }

    /** Where a version stands among those of its key. */
    Optional<Long> place(Bucket bucket, String key, String versionId) {
        return jdbc.sql("""
                        SELECT place FROM object_version
                        WHERE bucket = :bucket AND key = :key AND version_id = :version
                        """)
                .param("bucket", bucket.id())
                .param("key", key)
                .param("version", versionId)
                .query(Long.class)
                .optional();
    }
}
