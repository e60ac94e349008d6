package dev.cloudlet.storage.multipart;

import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.acl.ObjectAccess;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.BucketContents;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.checksum.Checksum;
import dev.cloudlet.storage.facility.Blobs;
import dev.cloudlet.storage.keeping.KeepingColumns;
import dev.cloudlet.storage.listing.KeyRange;
import dev.cloudlet.storage.listing.KeyWalk;
import dev.cloudlet.storage.listing.Page;
import dev.cloudlet.storage.listing.Start;
import dev.cloudlet.storage.object.ObjectAttributes;
import dev.cloudlet.storage.object.StringMaps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Uploads that were begun and neither completed nor aborted, and their parts. */
@Component
final class Uploads implements BucketContents {
    private static final String COLUMNS = "place, id, key, initiator, initiated, checksum_algorithm, checksum_type,"
            + " checksum_chosen, headers, metadata, tags, owner, acl, "
            + KeepingColumns.NAMES;
    private static final String PART_COLUMNS = "number, size, etag, checksum, modified, blob";

    private final JdbcClient jdbc;
    private final Blobs blobs;
    private final StringMaps maps;
    private final KeepingColumns keeping;
    private final KeyWalk<Upload> walk;

    Uploads(JdbcClient jdbc, Blobs blobs, StringMaps maps, KeepingColumns keeping) {
        this.jdbc = jdbc;
        this.blobs = blobs;
        this.maps = maps;
        this.keeping = keeping;
        this.walk = new KeyWalk<>(jdbc, "upload", COLUMNS, "true", this::upload, Upload::key);
    }

    /** Where a new upload goes: after all others. */
    long nextPlace() {
        return jdbc.sql("SELECT nextval('upload_place')").query(Long.class).single();
    }

    void begin(Bucket bucket, Upload upload) {
        StatementSpec statement = jdbc.sql("""
                        INSERT INTO upload (
                            place, id, bucket, key, initiator, initiated, checksum_algorithm, checksum_type, checksum_chosen,
                            headers, metadata, tags, owner, acl, %s)
                        VALUES (
                            :place, :id, :bucket, :key, :initiator, :initiated, :algorithm, :type, :chosen,
                            CAST(:headers AS jsonb), CAST(:metadata AS jsonb), CAST(:tags AS jsonb), :owner, CAST(:acl AS jsonb),
                            %s)
                        """.formatted(KeepingColumns.NAMES, KeepingColumns.VALUES));
        keeping.bind(statement, upload.attributes().keeping())
                .param("place", upload.place())
                .param("id", upload.id())
                .param("bucket", bucket.id())
                .param("key", upload.key())
                .param("initiator", upload.initiator())
                .param("initiated", S3Time.column(upload.initiated()))
                .param("algorithm", upload.algorithm().name())
                .param("type", upload.type().name())
                .param("chosen", upload.chosen())
                .param("headers", maps.write(upload.attributes().headers()))
                .param("metadata", maps.write(upload.attributes().metadata()))
                .param("tags", maps.write(upload.attributes().tags()))
                .param("owner", upload.attributes().access().owner())
                .param("acl", upload.attributes().access().acl())
                .update();
    }

    Optional<Upload> find(Bucket bucket, String key, String id) {
        return find(bucket, key, id, "");
    }

    /** The upload, which stays until the end of the transaction though others may add parts. */
    Optional<Upload> hold(Bucket bucket, String key, String id) {
        return find(bucket, key, id, " FOR KEY SHARE");
    }

    /** The upload, in nobody else's hands until the end of the transaction. */
    Optional<Upload> own(Bucket bucket, String key, String id) {
        return find(bucket, key, id, " FOR UPDATE");
    }

    private Optional<Upload> find(Bucket bucket, String key, String id, String lock) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM upload WHERE id = :id AND bucket = :bucket AND key = :key" + lock)
                .param("id", id)
                .param("bucket", bucket.id())
                .param("key", key)
                .query(this::upload)
                .optional();
    }

    /** Adds a part, in place of one with the same number. */
    void put(Upload upload, UploadedPart part) {
        // Parts of one number one after the other, so that each lets go of the one before.
        Optional<UUID> before = jdbc.sql("""
                        INSERT INTO upload_part (upload, number, size, etag, checksum, modified, blob)
                        VALUES (:upload, :number, :size, :etag, :checksum, :modified, :blob)
                        ON CONFLICT (upload, number) DO UPDATE SET
                            size = excluded.size, etag = excluded.etag, checksum = excluded.checksum,
                            modified = excluded.modified, blob = excluded.blob
                        RETURNING old.blob
                        """)
                .param("upload", upload.place())
                .param("number", part.number())
                .param("size", part.size())
                .param("etag", part.etag())
                .param("checksum", part.checksum())
                .param("modified", S3Time.column(part.modified()))
                .param("blob", part.blob())
                .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
        before.ifPresent(blob -> blobs.drop(List.of(blob)));
    }

    List<UploadedPart> parts(Upload upload, int after, int most) {
        return jdbc.sql("SELECT " + PART_COLUMNS + """
                         FROM upload_part WHERE upload = :upload AND number > :after ORDER BY number LIMIT :most
                        """)
                .param("upload", upload.place())
                .param("after", after)
                .param("most", most)
                .query(Uploads::part)
                .list();
    }

    /** Forgets the upload. Its parts are now somebody else's; those that are not are to be dropped. */
    void end(Upload upload, List<UUID> unused) {
        blobs.drop(unused);
        jdbc.sql("DELETE FROM upload_part WHERE upload = :upload")
                .param("upload", upload.place())
                .update();
        jdbc.sql("DELETE FROM upload WHERE place = :upload")
                .param("upload", upload.place())
                .update();
    }

    Page<Upload> page(Bucket bucket, KeyRange keys, Start start, int most) {
        return walk.page(bucket.id(), keys, start, most);
    }

    @Override
    public void removeWith(Bucket bucket) {
        List<UUID> dropped =
                jdbc.sql("""
                        DELETE FROM upload_part USING upload
                        WHERE upload.place = upload_part.upload AND upload.bucket = :bucket RETURNING blob
                        """).param("bucket", bucket.id()).query(UUID.class).list();
        blobs.drop(dropped);
        jdbc.sql("DELETE FROM upload WHERE bucket = :bucket")
                .param("bucket", bucket.id())
                .update();
    }

    private Upload upload(ResultSet row, int number) throws SQLException {
        return new Upload(
                row.getLong("place"),
                row.getString("id"),
                row.getString("key"),
                row.getString("initiator"),
                row.getObject("initiated", OffsetDateTime.class).toInstant(),
                Algorithm.valueOf(row.getString("checksum_algorithm")),
                Checksum.Type.valueOf(row.getString("checksum_type")),
                row.getBoolean("checksum_chosen"),
                new ObjectAttributes(
                        maps.read(row.getString("headers")),
                        maps.read(row.getString("metadata")),
                        maps.read(row.getString("tags")),
                        new ObjectAccess(row.getString("owner"), row.getString("acl")),
                        keeping.read(row)));
    }

    private static UploadedPart part(ResultSet row, int number) throws SQLException {
        return new UploadedPart(
                row.getInt("number"),
                row.getLong("size"),
                row.getString("etag"),
                row.getString("checksum"),
                row.getObject("modified", OffsetDateTime.class).toInstant(),
                row.getObject("blob", UUID.class));
    }
}
