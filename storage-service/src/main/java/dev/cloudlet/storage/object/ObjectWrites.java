package dev.cloudlet.storage.object;

import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.BucketLocks;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.checksum.Checksum;
import dev.cloudlet.storage.facility.Blobs;
import dev.cloudlet.storage.keeping.Keeping;
import dev.cloudlet.storage.keeping.KeepingColumns;
import dev.cloudlet.storage.keeping.ObjectLock;
import dev.cloudlet.storage.object.NewObject.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Writes and removes versions. Each method works in the running transaction, and owns the key until its end. */
@Component
public final class ObjectWrites {
    private final JdbcClient jdbc;
    private final Buckets buckets;
    private final BucketLocks locks;
    private final ObjectVersions versions;
    private final Blobs blobs;
    private final StringMaps maps;
    private final KeepingColumns keeping;

    public ObjectWrites(
            JdbcClient jdbc,
            Buckets buckets,
            BucketLocks locks,
            ObjectVersions versions,
            Blobs blobs,
            StringMaps maps,
            KeepingColumns keeping) {
        this.jdbc = jdbc;
        this.buckets = buckets;
        this.locks = locks;
        this.versions = versions;
        this.blobs = blobs;
        this.maps = maps;
        this.keeping = keeping;
    }

    /**
     * What was written.
     *
     * @param versionId null where the bucket has never had versions
     */
    public record Written(@Nullable String versionId, boolean deleteMarker) {}

    /** Makes an object the current one of its key. */
    public Written put(Bucket known, String key, NewObject object, WriteCondition condition) {
        Bucket bucket = own(known, key);
        if (condition.isSet()) {
            condition.check(key, versions.latest(bucket, key));
        }
        Room room = makeRoom(bucket, key);
        UUID blob = null;
        List<NewObject.Part> parts = List.of();
        switch (object.bytes()) {
            case Bytes.Whole(var staged) -> {
                blobs.keep(staged);
                blob = staged.id();
            }
            case Bytes.Parts(var several) -> parts = several;
        }
        insert(bucket, key, room, object, blob, parts.size());
        insertParts(room.place(), parts);
        return new Written(bucket.namesVersions() ? room.id() : null, false);
    }

    /** Deletes the current object as versioning has it: removes it, or puts a delete marker on top. */
    public Written delete(Bucket known, String key, WriteCondition condition, Instant now) {
        Bucket bucket = own(known, key);
        if (condition.isSet()) {
            condition.check(key, versions.latest(bucket, key));
        }
        if (!bucket.namesVersions()) {
            remove(bucket, key, ObjectVersion.NULL_ID);
            return new Written(null, false);
        }
        Room room = makeRoom(bucket, key);
        insertMarker(bucket, key, room, now);
        return new Written(room.id(), true);
    }

    /** Removes one version for good; that there is none is no error. */
    public Written deleteVersion(
            Bucket known, String key, String versionId, WriteCondition condition, Removal removal) {
        Bucket bucket = own(known, key);
        if (condition.isSet()) {
            condition.check(key, versions.latest(bucket, key));
        }
        versions.find(bucket, key, versionId)
                .ifPresent(version -> removal.check(version.keeping().lock()));
        Optional<ObjectVersion> removed = remove(bucket, key, versionId);
        if (removed.isPresent() && removed.get().latest()) {
            jdbc.sql("""
                            UPDATE object_version SET latest = true
                            WHERE bucket = :bucket AND key = :key AND place = (
                                SELECT place FROM object_version WHERE bucket = :bucket AND key = :key
                                ORDER BY place LIMIT 1)
                            """).param("bucket", bucket.id()).param("key", key).update();
        }
        return new Written(versionId, removed.map(ObjectVersion::deleteMarker).orElse(false));
    }

    /** Gives a version other tags. */
    public void tag(Bucket bucket, ObjectVersion version, Map<String, String> tags) {
        jdbc.sql("""
                        UPDATE object_version SET tags = CAST(:tags AS jsonb)
                        WHERE bucket = :bucket AND key = :key AND place = :place
                        """)
                .param("tags", maps.write(tags))
                .param("bucket", bucket.id())
                .param("key", version.key())
                .param("place", version.place())
                .update();
    }

    /** Gives a version another lock, made from the one that it has at that moment. */
    public void lock(Bucket known, ObjectVersion version, UnaryOperator<ObjectLock> change) {
        Bucket bucket = own(known, version.key());
        ObjectVersion current = versions.find(bucket, version.key(), version.id())
                .orElseThrow(() -> S3Error.NO_SUCH_VERSION.error().with("VersionId", version.id()));
        Keeping kept = current.keeping();
        StatementSpec statement = jdbc.sql("""
                        UPDATE object_version SET (%s) = ROW (%s)
                        WHERE bucket = :bucket AND key = :key AND place = :place
                        """.formatted(KeepingColumns.NAMES, KeepingColumns.VALUES));
        keeping.bind(statement, new Keeping(kept.encryption(), kept.storageClass(), change.apply(kept.lock())))
                .param("bucket", bucket.id())
                .param("key", current.key())
                .param("place", current.place())
                .update();
    }

    /** Gives a version another access control list, as stored. */
    public void list(Bucket bucket, ObjectVersion version, @Nullable String acl) {
        jdbc.sql("""
                        UPDATE object_version SET acl = CAST(:acl AS jsonb)
                        WHERE bucket = :bucket AND key = :key AND place = :place
                        """)
                .param("acl", acl)
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

    /** Where a new version goes. */
    private record Room(String id, long place) {}

    /** Lets a new version be the latest. The null version is replaced where versions are not kept. */
    private Room makeRoom(Bucket bucket, String key) {
        long place =
                jdbc.sql("SELECT nextval('version_place')").query(Long.class).single();
        if (!bucket.keepsVersions()) {
            remove(bucket, key, ObjectVersion.NULL_ID);
        }
        if (bucket.namesVersions()) {
            jdbc.sql("""
                            UPDATE object_version SET latest = false
                            WHERE bucket = :bucket AND key = :key AND latest AND place = (
                                SELECT place FROM object_version WHERE bucket = :bucket AND key = :key
                                ORDER BY place LIMIT 1)
                            """).param("bucket", bucket.id()).param("key", key).update();
        }
        return new Room(bucket.keepsVersions() ? VersionIds.ofVersion(place) : ObjectVersion.NULL_ID, place);
    }

    private Optional<ObjectVersion> remove(Bucket bucket, String key, String id) {
        Optional<ObjectVersion> found = versions.find(bucket, key, id);
        found.ifPresent(version -> {
            jdbc.sql("DELETE FROM object_version WHERE bucket = :bucket AND key = :key AND place = :place")
                    .param("bucket", bucket.id())
                    .param("key", key)
                    .param("place", version.place())
                    .update();
            dropBytes(version);
        });
        return found;
    }

    private void dropBytes(ObjectVersion version) {
        List<UUID> dropped = new ArrayList<>();
        if (version.blob() != null) {
            dropped.add(version.blob());
        }
        if (version.parts() > 0) {
            dropped.addAll(jdbc.sql("DELETE FROM object_part WHERE place = :place RETURNING blob")
                    .param("place", version.place())
                    .query(UUID.class)
                    .list());
        }
        blobs.drop(dropped);
    }

    private void insert(Bucket bucket, String key, Room room, NewObject object, @Nullable UUID blob, int parts) {
        Checksum checksum = object.checksum();
        StatementSpec statement = jdbc.sql("""
                        INSERT INTO object_version (
                            bucket, key, place, version_id, latest, delete_marker, modified, size, etag, blob, parts,
                            checksum_algorithm, checksum_type, checksum, headers, metadata, tags, owner, acl, %s)
                        VALUES (
                            :bucket, :key, :place, :id, true, false, :modified, :size, :etag, :blob,
                            :parts, :algorithm, :type, :checksum,
                            CAST(:headers AS jsonb), CAST(:metadata AS jsonb), CAST(:tags AS jsonb), :owner, CAST(:acl AS jsonb),
                            %s)
                        """.formatted(KeepingColumns.NAMES, KeepingColumns.VALUES));
        keeping.bind(statement, object.attributes().keeping())
                .param("bucket", bucket.id())
                .param("key", key)
                .param("place", room.place())
                .param("id", room.id())
                .param("modified", S3Time.column(object.modified()))
                .param("size", object.size())
                .param("etag", object.etag())
                .param("blob", blob)
                .param("parts", parts)
                .param("algorithm", checksum.algorithm().name())
                .param("type", checksum.type().name())
                .param("checksum", checksum.value())
                .param("headers", maps.write(object.attributes().headers()))
                .param("metadata", maps.write(object.attributes().metadata()))
                .param("tags", maps.write(object.attributes().tags()))
                .param("owner", object.attributes().access().owner())
                .param("acl", object.attributes().access().acl())
                .update();
    }

    private void insertMarker(Bucket bucket, String key, Room room, Instant now) {
        jdbc.sql("""
                        INSERT INTO object_version (
                            bucket, key, place, version_id, latest, delete_marker, modified, size, etag, parts)
                        VALUES (:bucket, :key, :place, :id, true, true, :modified, 0, '', 0)
                        """)
                .param("bucket", bucket.id())
                .param("key", key)
                .param("place", room.place())
                .param("id", room.id())
                .param("modified", S3Time.column(now))
                .update();
    }

    private void insertParts(long place, List<NewObject.Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO object_part (place, number, start, size, blob, checksum)
                        SELECT :place, number, CAST(sum(size) OVER (ORDER BY number) - size AS bigint), size, blob, checksum
                        FROM unnest(:numbers, :sizes, :blobs, :checksums) AS part (number, size, blob, checksum)
                        """)
                .param("place", place)
                .param("numbers", parts.stream().map(NewObject.Part::number).toArray(Integer[]::new))
                .param("sizes", parts.stream().map(NewObject.Part::size).toArray(Long[]::new))
                .param("blobs", parts.stream().map(NewObject.Part::blob).toArray(UUID[]::new))
                .param("checksums", parts.stream().map(NewObject.Part::checksum).toArray(String[]::new))
                .update();
    }
}
