package dev.cloudlet.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.StorageFixture;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Bucket.Versioning;
import dev.cloudlet.storage.object.ObjectWrites.Written;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("storage");

    @TempDir
    Path directory;

    private StorageFixture storage;
    private Bucket bucket;

    @BeforeEach
    void start() {
        storage = new StorageFixture(database, directory);
        bucket = storage.bucket("pictures");
    }

    @AfterEach
    void stop() {
        storage.close();
    }

    @Test
    void aNewObjectTakesThePlaceOfTheOldOne() {
        storage.put(bucket, "cat", "first");
        Written second = storage.put(bucket, "cat", "second");

        assertThat(second.versionId()).isNull();
        assertThat(storage.text(bucket, "cat")).isEqualTo("second");
        assertThat(versions("cat")).isEqualTo(1);
        assertThat(blobsInDatabase()).isEqualTo(1);
    }

    @Test
    void bytesThatDoNotFitIntoTheDatabaseAreInAFile() {
        String large = "x".repeat(100_000);

        storage.put(bucket, "large", large);

        assertThat(storage.text(bucket, "large")).isEqualTo(large);
        assertThat(storage.files()).hasSize(1);
    }

    @Test
    void nothingOfAnObjectThatWasNotCommittedIsLeft() {
        assertThatThrownBy(() -> database.transaction().executeWithoutResult(status -> {
                    storage.put(bucket, "large", "x".repeat(100_000));
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(storage.versions.latest(bucket, "large")).isEmpty();
        assertThat(storage.files()).isEmpty();
    }

    @Test
    void versionsStayAndTheOneBeforeComesBack() {
        storage.versioning(bucket, Versioning.ENABLED);
        Written first = storage.put(bucket, "cat", "first");
        Written second = storage.put(bucket, "cat", "second");
        assertThat(storage.text(bucket, "cat")).isEqualTo("second");

        Written deleted = storage.deleteVersion(bucket, "cat", second.versionId());

        assertThat(deleted.deleteMarker()).isFalse();
        assertThat(storage.text(bucket, "cat")).isEqualTo("first");
        assertThat(storage.versions.latest(bucket, "cat").orElseThrow().id()).isEqualTo(first.versionId());
        assertThat(storage.versions.latest(bucket, "cat").orElseThrow().latest())
                .isTrue();
    }

    @Test
    void aDeleteMarkerHidesAnObjectUntilItIsDeletedItself() {
        storage.versioning(bucket, Versioning.ENABLED);
        storage.put(bucket, "cat", "still here");

        Written marker = storage.delete(bucket, "cat");

        assertThat(marker.deleteMarker()).isTrue();
        assertThat(storage.versions.latest(bucket, "cat").orElseThrow().deleteMarker())
                .isTrue();
        assertThat(storage.deleteVersion(bucket, "cat", marker.versionId()).deleteMarker())
                .isTrue();
        assertThat(storage.text(bucket, "cat")).isEqualTo("still here");
    }

    @Test
    void whileVersioningIsSuspendedThereIsOneNullVersionBesideTheOthers() {
        storage.put(bucket, "cat", "before versioning");
        storage.versioning(bucket, Versioning.ENABLED);
        Written kept = storage.put(bucket, "cat", "kept");
        storage.versioning(bucket, Versioning.SUSPENDED);

        Written suspended = storage.put(bucket, "cat", "suspended");

        assertThat(suspended.versionId()).isEqualTo("null");
        assertThat(versions("cat")).isEqualTo(2);
        assertThat(storage.versions.find(bucket, "cat", Objects.requireNonNull(kept.versionId())))
                .isPresent();
        Written marker = storage.delete(bucket, "cat");
        assertThat(marker.versionId()).isEqualTo("null");
        assertThat(versions("cat")).isEqualTo(2);
    }

    @Test
    void ofManyWritersWhoWantToBeTheFirstOneIs() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> writers = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i -> () -> putIfAbsent("race", "writer " + i))
                    .toList();
            long winners = 0;
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                winners += writer.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void manyWritersOfOneKeyLeaveOneObjectAndItsBytes() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Written>> writers = IntStream.range(0, 16)
                    .<Callable<Written>>mapToObj(i -> () -> storage.put(bucket, "key", "writer " + i))
                    .toList();
            for (Future<Written> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }
        assertThat(versions("key")).isEqualTo(1);
        assertThat(blobsInDatabase()).isEqualTo(1);
        assertThat(storage.text(bucket, "key")).startsWith("writer ");
    }

    @Test
    void aWriteConditionIsAboutTheCurrentObject() {
        storage.put(bucket, "cat", "first");
        ObjectVersion first = storage.versions.latest(bucket, "cat").orElseThrow();

        storage.put(bucket, "cat", "second", new WriteCondition(first.quotedEtag(), false));

        assertThatThrownBy(() -> storage.put(bucket, "cat", "third", new WriteCondition(first.quotedEtag(), false)))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("PreconditionFailed"));
        assertThatThrownBy(() -> storage.put(bucket, "dog", "first", new WriteCondition("\"abc\"", false)))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("NoSuchKey"));
    }

    @Test
    void aBucketWithAVersionInItStays() {
        storage.versioning(bucket, Versioning.ENABLED);
        Written marker = storage.delete(bucket, "never there");

        assertThat(storage.deleteBucket(bucket)).isFalse();
        storage.deleteVersion(bucket, "never there", marker.versionId());
        assertThat(storage.deleteBucket(bucket)).isTrue();
        assertThatThrownBy(() -> storage.put(bucket, "too late", ""))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("NoSuchBucket"));
    }

    @Test
    void aPartedObjectIsReadAcrossItsParts() {
        storage.putParts(bucket, "parted", "abc", "", "defg", "h");

        assertThat(storage.text(bucket, "parted")).isEqualTo("abcdefgh");
        ObjectVersion version = storage.versions.latest(bucket, "parted").orElseThrow();
        for (int from = 0; from < 8; from++) {
            for (int to = from + 1; to <= 8; to++) {
                assertThat(storage.text(version, from, to - from)).isEqualTo("abcdefgh".substring(from, to));
            }
        }
        storage.delete(bucket, "parted");
        assertThat(blobsInDatabase()).isZero();
    }

    private boolean putIfAbsent(String key, String text) {
        try {
            storage.put(bucket, key, text, new WriteCondition(null, true));
            return true;
        } catch (AwsException e) {
            assertThat(e.code()).isEqualTo("PreconditionFailed");
            return false;
        }
    }

    private static int versions(String key) {
        return database.jdbc()
                .sql("SELECT count(*) FROM object_version WHERE key = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    private static int blobsInDatabase() {
        return database.jdbc()
                .sql("SELECT count(*) FROM blob WHERE dropped IS NULL")
                .query(Integer.class)
                .single();
    }
}
