package dev.cloudlet.storage.multipart;

import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.keeping.AbandonedUploads;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Aborts uploads that nobody completed. */
@Component
final class AbortAbandoned implements AbandonedUploads {
    private final JdbcClient jdbc;
    private final Uploads uploads;
    private final TransactionTemplate transaction;

    AbortAbandoned(JdbcClient jdbc, Uploads uploads, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.uploads = uploads;
        this.transaction = transaction;
    }

    private record Begun(String id, String key, Instant initiated) {}

    @Override
    public void abort(Bucket bucket, String prefix, Predicate<Instant> isLate) {
        // All uploads of the bucket are looked at, by the index on their bucket.
        List<Begun> begun = jdbc.sql("""
                        SELECT id, key, initiated FROM upload WHERE bucket = :bucket AND starts_with(key, :prefix)
                        """)
                .param("bucket", bucket.id())
                .param("prefix", prefix)
                .query((row, number) -> new Begun(
                        row.getString("id"),
                        row.getString("key"),
                        row.getObject("initiated", OffsetDateTime.class).toInstant()))
                .list();
        begun.stream().filter(upload -> isLate.test(upload.initiated())).forEach(upload -> abort(bucket, upload));
    }

    private void abort(Bucket bucket, Begun begun) {
        transaction.executeWithoutResult(status -> uploads.own(bucket, begun.key(), begun.id())
                .ifPresent(upload -> uploads.end(
                        upload,
                        uploads.parts(upload, 0, PartNumber.MOST).stream()
                                .map(UploadedPart::blob)
                                .toList())));
    }
}
