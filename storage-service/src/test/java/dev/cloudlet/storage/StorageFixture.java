package dev.cloudlet.storage;

import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.storage.acl.ObjectAccess;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.BucketFixture;
import dev.cloudlet.storage.bucket.BucketLocks;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.checksum.BodyDigests;
import dev.cloudlet.storage.facility.FacilityFixture;
import dev.cloudlet.storage.facility.StagedBlob;
import dev.cloudlet.storage.keeping.Keeping;
import dev.cloudlet.storage.keeping.KeepingColumns;
import dev.cloudlet.storage.object.NewObject;
import dev.cloudlet.storage.object.ObjectAttributes;
import dev.cloudlet.storage.object.ObjectLifecycle;
import dev.cloudlet.storage.object.ObjectVersion;
import dev.cloudlet.storage.object.ObjectVersions;
import dev.cloudlet.storage.object.ObjectWrites;
import dev.cloudlet.storage.object.ObjectWrites.Written;
import dev.cloudlet.storage.object.Removal;
import dev.cloudlet.storage.object.StringMaps;
import dev.cloudlet.storage.object.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The stores on a test's database and directory, with short ways to use them. */
public final class StorageFixture implements AutoCloseable {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    public final FacilityFixture facility;
    public final Buckets buckets;
    public final ObjectVersions versions;
    public final ObjectWrites writes;
    public final ObjectLifecycle lifecycle;
    public final StringMaps maps;
    private final TransactionTemplate transaction;

    public StorageFixture(TestDatabase database, Path directory) {
        this(database.jdbc(), database.transaction(), directory);
    }

    public StorageFixture(JdbcClient jdbc, TransactionTemplate transaction, Path directory) {
        JsonMapper json = JsonMapper.builder().build();
        maps = new StringMaps(json);
        KeepingColumns keeping = new KeepingColumns(json);
        BucketLocks locks = new BucketLocks(jdbc);
        facility = new FacilityFixture(jdbc, directory);
        buckets = new Buckets(jdbc, locks);
        versions = new ObjectVersions(jdbc, maps, keeping);
        writes = new ObjectWrites(jdbc, buckets, locks, versions, facility.blobs, maps, keeping);
        lifecycle = new ObjectLifecycle(jdbc, buckets, locks, versions, writes, json);
        this.transaction = transaction;
    }

    public Bucket bucket(String name) {
        return BucketFixture.create(buckets, name);
    }

    public boolean deleteBucket(Bucket bucket) {
        return in(() -> BucketFixture.delete(buckets, bucket));
    }

    public void versioning(Bucket bucket, Bucket.Versioning versioning) {
        transaction.executeWithoutResult(status -> buckets.versioning(bucket, versioning));
    }

    public Written put(Bucket bucket, String key, String text) {
        return put(bucket, key, text, WriteCondition.none());
    }

    public Written put(Bucket bucket, String key, String text, WriteCondition condition) {
        BodyDigests digests = new BodyDigests(Algorithm.CRC32);
        try (StagedBlob blob = staged(text, digests)) {
            BodyDigests.Values values = digests.values();
            return in(() -> writes.put(
                    bucket,
                    key,
                    new NewObject(
                            blob.size(),
                            values.etag(),
                            values.checksum(),
                            NOW,
                            new ObjectAttributes(
                                    Map.of(), Map.of(), Map.of(), ObjectAccess.BUCKET_OWNERS, Keeping.USUAL),
                            new NewObject.Bytes.Whole(blob)),
                    condition));
        }
    }

    public Written putParts(Bucket bucket, String key, String... texts) {
        List<NewObject.Part> parts = new ArrayList<>();
        for (String text : texts) {
            StagedBlob blob = staged(text, new BodyDigests(Algorithm.CRC32));
            transaction.executeWithoutResult(status -> facility.blobs.keep(blob));
            parts.add(new NewObject.Part(parts.size() + 1, blob.size(), blob.id(), null));
        }
        return in(() -> writes.put(
                bucket,
                key,
                new NewObject(
                        parts.stream().mapToLong(NewObject.Part::size).sum(),
                        "0-" + parts.size(),
                        new BodyDigests(Algorithm.CRC32).values().checksum(),
                        NOW,
                        new ObjectAttributes(Map.of(), Map.of(), Map.of(), ObjectAccess.BUCKET_OWNERS, Keeping.USUAL),
                        new NewObject.Bytes.Parts(parts)),
                WriteCondition.none()));
    }

    public Written delete(Bucket bucket, String key) {
        return in(() -> writes.delete(bucket, key, WriteCondition.none(), NOW));
    }

    public Written deleteVersion(Bucket bucket, String key, String versionId) {
        return in(() -> writes.deleteVersion(bucket, key, versionId, WriteCondition.none(), new Removal(NOW, false)));
    }

    public String text(Bucket bucket, String key) {
        ObjectVersion version = versions.latest(bucket, key).orElseThrow();
        return text(version, 0, version.size());
    }

    public String text(ObjectVersion version, long from, long count) {
        try (var in = facility.blobs.open(versions.pieces(version, from, count), facility.key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Path> files() {
        return facility.files();
    }

    private StagedBlob staged(String text, BodyDigests digests) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return facility.intake.receive(
                new ByteArrayInputStream(bytes), bytes.length, digests.running(), facility.storing());
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    @Override
    public void close() {
        facility.close();
    }
}
