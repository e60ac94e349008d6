package dev.cloudlet.storage.bucket;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Settings of buckets that are kept as documents. */
@Component
public final class BucketConfigurations implements BucketContents {
    private final JdbcClient jdbc;

    public BucketConfigurations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a document is about. */
    public enum Kind {
        CORS
    }

    /** The document, if it was set. */
    public Optional<String> find(Bucket bucket, Kind kind) {
        return jdbc.sql("SELECT document FROM bucket_configuration WHERE bucket = :bucket AND kind = :kind")
                .param("bucket", bucket.id())
                .param("kind", kind.name())
                .query(String.class)
                .optional();
    }

    /** Sets it. */
    public void put(Bucket bucket, Kind kind, String document) {
        jdbc.sql("""
                        INSERT INTO bucket_configuration (bucket, kind, document)
                        VALUES (:bucket, :kind, CAST(:document AS jsonb))
                        ON CONFLICT (bucket, kind) DO UPDATE SET document = excluded.document
                        """)
                .param("bucket", bucket.id())
                .param("kind", kind.name())
                .param("document", document)
                .update();
    }

    /** Removes it; that there is none is no error. */
    public void remove(Bucket bucket, Kind kind) {
        jdbc.sql("DELETE FROM bucket_configuration WHERE bucket = :bucket AND kind = :kind")
                .param("bucket", bucket.id())
                .param("kind", kind.name())
                .update();
    }

    @Override
    public void removeWith(Bucket bucket) {
        jdbc.sql("DELETE FROM bucket_configuration WHERE bucket = :bucket")
                .param("bucket", bucket.id())
                .update();
    }
}
