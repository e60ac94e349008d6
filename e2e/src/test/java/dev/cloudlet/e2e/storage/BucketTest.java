package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class BucketTest extends StorageTest {

    @Test
    void bucketsAreFoundAndGoWhenTheyAreEmpty() {
        assertThat(s3.listBuckets().buckets()).extracting("name").contains(bucket);
        assertThat(s3.headBucket(b -> b.bucket(bucket)).bucketRegion()).isEqualTo("us-east-1");
        put("a", "");
        refused(409, "BucketNotEmpty", () -> s3.deleteBucket(b -> b.bucket(bucket)));

        s3.deleteObject(b -> b.bucket(bucket).key("a"));
        s3.deleteBucket(b -> b.bucket(bucket));

        refused(404, "NoSuchBucket", () -> s3.deleteBucket(b -> b.bucket(bucket)));
    }

    /** The SDK itself refuses some names; those that it lets through, and the command line's, reach the service. */
    @Test
    void namesHaveRules() {
        refused(400, "InvalidBucketName", () -> s3.createBucket(b -> b.bucket("xn--name")));
        assertThat(cloud.cli()
                        .run("s3api", "create-bucket", "--bucket", "Upper-case")
                        .err())
                .contains("InvalidBucketName");
    }

    @Test
    void bucketsHaveARegion() {
        String name = bucket + "-eu";
        s3.createBucket(b -> b.bucket(name).createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));

        assertThat(s3.getBucketLocation(b -> b.bucket(name)).locationConstraintAsString())
                .isEqualTo("eu-west-1");
        refused(
                409,
                "BucketAlreadyOwnedByYou",
                () -> s3.createBucket(
                        b -> b.bucket(name).createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))));
        refused(
                400,
                "InvalidLocationConstraint",
                () -> s3.createBucket(b ->
                        b.bucket(name + "x").createBucketConfiguration(c -> c.locationConstraint("mars-north-1"))));
    }

    @Test
    void keysArePagedAndRolledUp() {
        for (String key : List.of("a", "b/1", "b/2", "b/c/3", "d", "e/4")) {
            put(key, key);
        }

        List<String> seen = new ArrayList<>();
        for (ListObjectsV2Response page :
                s3.listObjectsV2Paginator(b -> b.bucket(bucket).delimiter("/").maxKeys(1))) {
            assertThat(page.keyCount()).isEqualTo(1);
            page.contents().stream().map(S3Object::key).forEach(seen::add);
            page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(seen::add);
        }

        assertThat(seen).containsExactly("a", "b/", "d", "e/");
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket).prefix("b/").delimiter("/"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("b/1", "b/2");
        assertThat(s3.listObjects(b -> b.bucket(bucket).marker("b/2")).contents())
                .extracting(S3Object::key)
                .containsExactly("b/c/3", "d", "e/4");
        refused(
                400,
                "InvalidArgument",
                () -> s3.listObjectsV2(b -> b.bucket(bucket).continuationToken("rubbish")));
    }

    @Test
    void versionsAreKeptAndDeleteMarkersHideThem() {
        s3.putBucketVersioning(
                b -> b.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        put("key", "first");
        put("key", "second");
        DeleteObjectResponse marker = s3.deleteObject(b -> b.bucket(bucket).key("key"));

        assertThat(marker.deleteMarker()).isTrue();
        S3Exception gone = refused(404, "NoSuchKey", () -> get("key"));
        assertThat(gone.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-delete-marker"))
                .contains("true");
        refused(
                405,
                "MethodNotAllowed",
                () -> s3.getObjectAsBytes(b -> b.bucket(bucket).key("key").versionId(marker.versionId())));
        ListObjectVersionsResponse versions = s3.listObjectVersions(b -> b.bucket(bucket));
        assertThat(versions.deleteMarkers()).singleElement().matches(m -> m.isLatest());
        String first = versions.versions().getLast().versionId();
        assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("key").versionId(first))
                        .asUtf8String())
                .isEqualTo("first");

        s3.deleteObject(b -> b.bucket(bucket).key("key").versionId(marker.versionId()));
        assertThat(get("key")).isEqualTo("second");
    }

    @Test
    void versionsAreDeletedPageByPage() {
        s3.putBucketVersioning(
                b -> b.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        for (int i = 0; i < 7; i++) {
            put("key " + i % 2, "version " + i);
        }

        s3.listObjectVersionsPaginator(b -> b.bucket(bucket).maxKeys(2)).stream()
                .flatMap(page -> page.versions().stream())
                .forEach(this::delete);

        s3.deleteBucket(b -> b.bucket(bucket));
    }

    private void delete(ObjectVersion version) {
        s3.deleteObject(b -> b.bucket(bucket).key(version.key()).versionId(version.versionId()));
    }
}
