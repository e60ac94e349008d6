package dev.cloudlet.storage.object;

import dev.cloudlet.storage.acl.ObjectAccess;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.checksum.Checksum;
import dev.cloudlet.storage.facility.Blobs.Piece;
import dev.cloudlet.storage.keeping.KeepingColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds versions of objects, and their bytes. */
@Component
public final class ObjectVersions {
    private static final String COLUMNS = """
            key, place, version_id, latest, delete_marker, modified, size, etag, blob, parts,
            checksum_algorithm, checksum_type, checksum, headers, metadata, tags,
            """ + KeepingColumns.NAMES + ", restore\n";

    private final JdbcClient jdbc;
    private final StringMaps maps;
    private final KeepingColumns keeping;
    private final RowMapper<ObjectVersion> rows = this::version;

    public ObjectVersions(JdbcClient jdbc, StringMaps maps, KeepingColumns keeping) {
        this.jdbc = jdbc;
        this.maps = maps;
        this.keeping = keeping;
    }

    /** The newest version of a key, which may be a delete marker. */
    public Optional<ObjectVersion> latest(Bucket bucket, String key) {
        return jdbc.sql("SELECT " + COLUMNS + """
                        FROM object_version WHERE bucket = :bucket AND key = :key ORDER BY place LIMIT 1
                        """)
                .param("bucket", bucket.id())
                .param("key", key)
                .query(rows)
                .optional();
    }

    /** The version of this id. */
    public Optional<ObjectVersion> find(Bucket bucket, String key, String versionId) {
        return jdbc.sql("SELECT " + COLUMNS + """
                        FROM object_version WHERE bucket = :bucket AND key = :key AND version_id = :version
                        """)
                .param("bucket", bucket.id())
                .param("key", key)
                .param("version", versionId)
                .query(rows)
                .optional();
    }

    /** Whose a version is, and who else may use it. */
    public ObjectAccess access(Bucket bucket, ObjectVersion version) {
        return jdbc.sql(
                        "SELECT owner, acl FROM object_version WHERE bucket = :bucket AND key = :key AND place = :place")
                .param("bucket", bucket.id())
                .param("key", version.key())
                .param("place", version.place())
                .query((row, number) -> new ObjectAccess(row.getString("owner"), row.getString("acl")))
                .optional()
                .orElse(ObjectAccess.BUCKET_OWNERS);
    }

    /** The version in this place. */
    Optional<ObjectVersion> at(Bucket bucket, String key, long place) {
        return jdbc.sql("SELECT " + COLUMNS + """
                        FROM object_version WHERE bucket = :bucket AND key = :key AND place = :place
                        """)
                .param("bucket", bucket.id())
                .param("key", key)
                .param("place", place)
                .query(rows)
                .optional();
    }

    /** One part of an object that has them. */
    public record StoredPart(
            int number,
            long start,
            long size,
            UUID blob,
            @Nullable String checksum) {}

    /** The part of this number. */
    public Optional<StoredPart> part(ObjectVersion version, int number) {
        return parts(version, number - 1, 1).stream()
                .filter(part -> part.number() == number)
                .findFirst();
    }

    /** Parts in order, those after a number. */
    public List<StoredPart> parts(ObjectVersion version, int after, int most) {
        return jdbc.sql("""
                        SELECT number, start, size, blob, checksum FROM object_part
                        WHERE place = :place AND number > :after ORDER BY number LIMIT :most
                        """)
                .param("place", version.place())
                .param("after", after)
                .param("most", most)
                .query(ObjectVersions::part)
                .list();
    }

    /** The pieces of blobs that a range of bytes of a version consists of. */
    public List<Piece> pieces(ObjectVersion version, long from, long count) {
        if (version.parts() == 0) {
            return List.of(new Piece(version.wholeBlob(), from, count));
        }
        // The last part that starts at or before the range, and all that start within it. Where a part is empty, it and
        // the next start at the same byte, and the one with bytes is the last of them.
        return jdbc
                .sql("""
                        SELECT number, start, size, blob, checksum FROM object_part
                        WHERE place = :place AND start < :to AND start >= (
                            SELECT max(start) FROM object_part WHERE place = :place AND start <= :from)
                        ORDER BY start, number
                        """)
                .param("place", version.place())
                .param("from", from)
                .param("to", from + count)
                .query(ObjectVersions::part)
                .list()
                .stream()
                .map(part -> piece(part, from, count))
                .filter(piece -> piece.count() > 0)
                .toList();
    }

    private static Piece piece(StoredPart part, long from, long count) {
        long begin = Math.max(from, part.start());
        long end = Math.min(from + count, part.start() + part.size());
        return new Piece(part.blob(), begin - part.start(), end - begin);
    }

    private static StoredPart part(ResultSet row, int number) throws SQLException {
        return new StoredPart(
                row.getInt("number"),
                row.getLong("start"),
                row.getLong("size"),
                row.getObject("blob", UUID.class),
                row.getString("checksum"));
    }

    private ObjectVersion version(ResultSet row, int number) throws SQLException {
        return new ObjectVersion(
                row.getString("key"),
                row.getLong("place"),
                row.getString("version_id"),
                row.getBoolean("latest"),
                row.getBoolean("delete_marker"),
                row.getObject("modified", OffsetDateTime.class).toInstant(),
                row.getLong("size"),
                row.getString("etag"),
                row.getObject("blob", UUID.class),
                row.getInt("parts"),
                checksum(row),
                maps.read(row.getString("headers")),
                maps.read(row.getString("metadata")),
                maps.read(row.getString("tags")),
                keeping.read(row),
                keeping.restore(row));
    }

    private static @Nullable Checksum checksum(ResultSet row) throws SQLException {
        String algorithm = row.getString("checksum_algorithm");
        return algorithm == null
                ? null
                : new Checksum(
                        Algorithm.valueOf(algorithm),
                        Checksum.Type.valueOf(Objects.requireNonNull(row.getString("checksum_type"))),
                        Objects.requireNonNull(row.getString("checksum")));
    }
}
