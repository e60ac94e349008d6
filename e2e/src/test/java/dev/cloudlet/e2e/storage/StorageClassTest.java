package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tier;

class StorageClassTest extends StorageTest {

    @Test
    void anObjectKeepsItsClass() {
        put("rare", StorageClass.STANDARD_IA);
        put("usual", "text");

        assertThat(s3.headObject(b -> b.bucket(bucket).key("rare")).storageClass())
                .isEqualTo(StorageClass.STANDARD_IA);
        assertThat(s3.headObject(b -> b.bucket(bucket).key("usual")).storageClass())
                .isNull();
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket).prefix("rare")).contents())
                .singleElement()
                .satisfies(listed -> assertThat(listed.storageClass()).isEqualTo(ObjectStorageClass.STANDARD_IA));
        s3.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("rare")
                .destinationBucket(bucket)
                .destinationKey("rare")
                .storageClass(StorageClass.ONEZONE_IA));
        assertThat(s3.headObject(b -> b.bucket(bucket).key("rare")).storageClass())
                .isEqualTo(StorageClass.ONEZONE_IA);
        refused(400, "InvalidStorageClass", () -> put("wrong", StorageClass.SNOW));
    }

    @Test
    void anArchivedObjectIsReadOnlyAfterItsRestoration() {
        put("deep", StorageClass.DEEP_ARCHIVE);

        refused(403, "InvalidObjectState", () -> get("deep"));
        refused(
                400,
                "InvalidArgument",
                () -> s3.restoreObject(b -> b.bucket(bucket).key("deep").restoreRequest(r -> r.days(1)
                        .glacierJobParameters(j -> j.tier(Tier.EXPEDITED)))));
        s3.restoreObject(b -> b.bucket(bucket).key("deep").restoreRequest(r -> r.days(1)));
        assertThat(s3.headObject(b -> b.bucket(bucket).key("deep")).restore()).isEqualTo("ongoing-request=\"true\"");
        refused(403, "InvalidObjectState", () -> get("deep"));
        refused(
                409,
                "RestoreAlreadyInProgress",
                () -> s3.restoreObject(b -> b.bucket(bucket).key("deep").restoreRequest(r -> r.days(1))));
        put("usual", "text");
        refused(
                403,
                "InvalidObjectState",
                () -> s3.restoreObject(b -> b.bucket(bucket).key("usual").restoreRequest(r -> r.days(1))));
    }

    @Test
    void answersTellWhenARuleLetsAnObjectExpire() {
        refused(404, "NoSuchLifecycleConfiguration", () -> s3.getBucketLifecycleConfiguration(b -> b.bucket(bucket)));
        LifecycleRule rule = LifecycleRule.builder()
                .id("old logs")
                .status(ExpirationStatus.ENABLED)
                .filter(f -> f.prefix("logs/"))
                .expiration(e -> e.days(10))
                .build();
        s3.putBucketLifecycleConfiguration(b -> b.bucket(bucket)
                .lifecycleConfiguration(
                        BucketLifecycleConfiguration.builder().rules(rule).build()));

        assertThat(s3.getBucketLifecycleConfiguration(b -> b.bucket(bucket)).rules())
                .containsExactly(rule);
        assertThat(s3.putObject(b -> b.bucket(bucket).key("logs/1"), RequestBody.fromString("text"))
                        .expiration())
                .matches("expiry-date=\".* 00:00:00 GMT\", rule-id=\"old%20logs\"");
        put("other", "text");
        assertThat(s3.headObject(b -> b.bucket(bucket).key("other")).expiration())
                .isNull();
        s3.deleteBucketLifecycle(b -> b.bucket(bucket));
        assertThat(s3.headObject(b -> b.bucket(bucket).key("logs/1")).expiration())
                .isNull();
    }

    private void put(String key, StorageClass storageClass) {
        s3.putObject(b -> b.bucket(bucket).key(key).storageClass(storageClass), RequestBody.fromString("text"));
    }
}
