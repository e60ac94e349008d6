package dev.cloudlet.storage.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.kit.work.Work.Next;
import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.storage.StorageFixture;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Bucket.Versioning;
import dev.cloudlet.storage.keeping.StorageClass;
import dev.cloudlet.storage.object.ObjectVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Transition;

/** Objects are put on November 20, at noon. */
class LifecycleWorkTest {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("storage");

    @TempDir
    Path directory;

    private StorageFixture storage;
    private Bucket bucket;

    @BeforeEach
    void start() {
        storage = new StorageFixture(database, directory);
        bucket = storage.bucket("archive");
    }

    @AfterEach
    void stop() {
        storage.close();
    }

    @Test
    void objectsExpireAtMidnightAfterTheirDays() {
        storage.put(bucket, "logs/1", "text");
        storage.put(bucket, "kept", "text");
        rule(r -> r.filter(f -> f.prefix("logs/")).expiration(e -> e.days(1)));

        Next next = run("2026-11-21T23:59:00Z");
        assertThat(storage.versions.latest(bucket, "logs/1")).isPresent();
        assertThat(next).isEqualTo(Next.after(Duration.ofSeconds(61)));

        run("2026-11-22T00:00:01Z");
        assertThat(storage.versions.latest(bucket, "logs/1")).isEmpty();
        assertThat(storage.versions.latest(bucket, "kept")).isPresent();
    }

    @Test
    void whereVersionsAreKeptAMarkerHidesTheObjectAndLaterBothGo() {
        storage.versioning(bucket, Versioning.ENABLED);
        storage.put(bucket, "key", "text");
        rule(r -> r.filter(f -> f.prefix(""))
                .expiration(e -> e.days(1))
                .noncurrentVersionExpiration(n -> n.noncurrentDays(1)));

        run("2026-11-22T01:00:00Z");
        assertThat(latest("key").deleteMarker()).isTrue();
        assertThat(versions()).isEqualTo(2);

        run("2026-11-24T01:00:00Z");
        assertThat(versions()).isEqualTo(1);
        run("2026-11-24T01:00:00Z");
        assertThat(versions()).isZero();
    }

    @Test
    void theNewestOfTheOldVersionsAreSpared() {
        storage.versioning(bucket, Versioning.ENABLED);
        for (int i = 0; i < 5; i++) {
            storage.put(bucket, "key", "text " + i);
        }
        rule(r -> r.filter(f -> f.prefix(""))
                .noncurrentVersionExpiration(n -> n.noncurrentDays(1).newerNoncurrentVersions(2)));

        run("2026-12-01T00:00:00Z");

        assertThat(versions()).isEqualTo(3);
        assertThat(storage.text(bucket, "key")).isEqualTo("text 4");
    }

    @Test
    void whatIsLockedStays() {
        storage.versioning(bucket, Versioning.ENABLED);
        storage.put(bucket, "key", "old");
        storage.put(bucket, "key", "new");
        database.jdbc()
                .sql("UPDATE object_version SET legal_hold = true WHERE NOT latest")
                .update();
        rule(r -> r.filter(f -> f.prefix("")).noncurrentVersionExpiration(n -> n.noncurrentDays(1)));

        run("2026-12-01T00:00:00Z");

        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void objectsMoveToTheLowestClassThatIsDueAndNeverBack() {
        storage.put(bucket, "large", "x".repeat(200_000));
        storage.put(bucket, "small", "x");
        rule(r -> r.filter(f -> f.prefix(""))
                .transitions(transition(30, StorageClass.STANDARD_IA), transition(60, StorageClass.GLACIER)));

        run("2026-12-30T00:00:00Z");
        assertThat(latest("large").keeping().storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        run("2027-02-01T00:00:00Z");
        assertThat(latest("large").keeping().storageClass()).isEqualTo(StorageClass.GLACIER);
        run("2027-03-01T00:00:00Z");
        assertThat(latest("large").keeping().storageClass()).isEqualTo(StorageClass.GLACIER);
        assertThat(latest("small").keeping().storageClass()).isEqualTo(StorageClass.STANDARD);
    }

    @Test
    void sizesNarrowARule() {
        storage.put(bucket, "small", "x".repeat(10));
        storage.put(bucket, "large", "x".repeat(100));
        rule(r -> r.filter(f -> f.objectSizeGreaterThan(50L)).expiration(e -> e.days(1)));

        run("2026-12-01T00:00:00Z");

        assertThat(storage.versions.latest(bucket, "small")).isPresent();
        assertThat(storage.versions.latest(bucket, "large")).isEmpty();
    }

    @Test
    void withoutRulesThereIsNothingToDo() {
        assertThat(run("2026-12-01T00:00:00Z")).isEqualTo(Next.done());
    }

    private void rule(Consumer<LifecycleRule.Builder> wanted) {
        LifecycleRule.Builder rule = LifecycleRule.builder().id("rule").status("Enabled");
        wanted.accept(rule);
        RuleCheck.check(List.of(rule.build()));
        new Configurations(database.jdbc())
                .set(
                        bucket,
                        BucketLifecycleConfiguration.builder()
                                .rules(rule.build())
                                .build());
    }

    private Next run(String time) {
        Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
        return new LifecycleWork(
                        storage.buckets,
                        new Configurations(database.jdbc()),
                        new Walk(database.jdbc(), storage.maps),
                        new DueSteps(storage.lifecycle, database.transaction()),
                        (b, prefix, late) -> {},
                        clock)
                .advance(Long.toString(bucket.id()));
    }

    private ObjectVersion latest(String key) {
        return storage.versions.latest(bucket, key).orElseThrow();
    }

    private int versions() {
        return database.jdbc()
                .sql("SELECT count(*) FROM object_version")
                .query(Integer.class)
                .single();
    }

    private static Transition transition(int days, StorageClass to) {
        return Transition.builder().days(days).storageClass(to.name()).build();
    }
}
