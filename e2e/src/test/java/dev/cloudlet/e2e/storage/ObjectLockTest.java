package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

class ObjectLockTest extends StorageTest {
    private final Instant tomorrow =
            Clock.systemUTC().instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void createLockBucket() {
        bucket = "lock-" + UUID.randomUUID();
        s3.createBucket(b -> b.bucket(bucket).objectLockEnabledForBucket(true));
    }

    @Test
    void aBucketWithObjectLockKeepsVersions() {
        assertThat(s3.getBucketVersioning(b -> b.bucket(bucket)).status()).isEqualTo(BucketVersioningStatus.ENABLED);
        assertThat(s3.getObjectLockConfiguration(b -> b.bucket(bucket))
                        .objectLockConfiguration()
                        .objectLockEnabled())
                .isEqualTo(ObjectLockEnabled.ENABLED);
        refused(
                409,
                "InvalidBucketState",
                () -> s3.putBucketVersioning(
                        b -> b.bucket(bucket).versioningConfiguration(c -> c.status("Suspended"))));
    }

    @Test
    void theDefaultRetentionKeepsNewVersions() {
        s3.putObjectLockConfiguration(b -> b.bucket(bucket).objectLockConfiguration(c -> c.objectLockEnabled("Enabled")
                .rule(r -> r.defaultRetention(
                        d -> d.mode(ObjectLockRetentionMode.GOVERNANCE).days(1)))));
        put("kept", "text");
        HeadObjectResponse head = s3.headObject(b -> b.bucket(bucket).key("kept"));

        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
        assertThat(head.objectLockRetainUntilDate()).isAfter(Clock.systemUTC().instant());
        refused(403, "AccessDenied", () -> deleteVersion("kept", head.versionId(), false));
        s3.deleteObject(b -> b.bucket(bucket).key("kept"));
        deleteVersion("kept", head.versionId(), true);
    }

    @Test
    void nobodyShortensCompliance() {
        String version = s3.putObject(
                        b -> b.bucket(bucket)
                                .key("kept")
                                .objectLockMode(ObjectLockMode.COMPLIANCE)
                                .objectLockRetainUntilDate(tomorrow),
                        RequestBody.fromString("text"))
                .versionId();

        refused(403, "AccessDenied", () -> deleteVersion("kept", version, true));
        refused(403, "AccessDenied", () -> retain("kept", ObjectLockRetentionMode.GOVERNANCE, tomorrow, true));
        refused(
                403,
                "AccessDenied",
                () -> retain("kept", ObjectLockRetentionMode.COMPLIANCE, tomorrow.minusSeconds(60), true));
        retain("kept", ObjectLockRetentionMode.COMPLIANCE, tomorrow.plusSeconds(60), false);
        assertThat(s3.getObjectRetention(b -> b.bucket(bucket).key("kept"))
                        .retention()
                        .retainUntilDate())
                .isEqualTo(tomorrow.plusSeconds(60));
    }

    @Test
    void aLegalHoldHoldsUntilItIsLifted() {
        put("kept", "text");
        String version = s3.headObject(b -> b.bucket(bucket).key("kept")).versionId();
        refused(
                404,
                "NoSuchObjectLockConfiguration",
                () -> s3.getObjectLegalHold(b -> b.bucket(bucket).key("kept")));
        hold("kept", ObjectLockLegalHoldStatus.ON);

        refused(403, "AccessDenied", () -> deleteVersion("kept", version, true));
        assertThat(s3.deleteObjects(b -> b.bucket(bucket)
                                .delete(d -> d.objects(ObjectIdentifier.builder()
                                        .key("kept")
                                        .versionId(version)
                                        .build())))
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.code()).isEqualTo("AccessDenied"));
        hold("kept", ObjectLockLegalHoldStatus.OFF);
        deleteVersion("kept", version, false);
    }

    @Test
    void withoutObjectLockNothingIsLocked() {
        String plain = "plain-" + UUID.randomUUID();
        s3.createBucket(b -> b.bucket(plain));

        refused(404, "ObjectLockConfigurationNotFoundError", () -> s3.getObjectLockConfiguration(b -> b.bucket(plain)));
        refused(
                400,
                "InvalidRequest",
                () -> s3.putObject(
                        b -> b.bucket(plain)
                                .key("key")
                                .objectLockMode(ObjectLockMode.GOVERNANCE)
                                .objectLockRetainUntilDate(tomorrow),
                        RequestBody.fromString("text")));
    }

    private void deleteVersion(String key, String version, boolean bypasses) {
        s3.deleteObject(b -> b.bucket(bucket).key(key).versionId(version).bypassGovernanceRetention(bypasses));
    }

    private void retain(String key, ObjectLockRetentionMode mode, Instant until, boolean bypasses) {
        s3.putObjectRetention(b -> b.bucket(bucket)
                .key(key)
                .bypassGovernanceRetention(bypasses)
                .retention(r -> r.mode(mode).retainUntilDate(until)));
    }

    private void hold(String key, ObjectLockLegalHoldStatus status) {
        s3.putObjectLegalHold(b -> b.bucket(bucket).key(key).legalHold(h -> h.status(status)));
    }
}
