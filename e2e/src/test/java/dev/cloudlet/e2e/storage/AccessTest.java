package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.Cloud;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class AccessTest extends StorageTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void nobodyGetsInWithoutASignature() throws Exception {
        put("key", "secret");

        assertThat(anonymous("/key").statusCode()).isEqualTo(403);
        assertThat(anonymous("/key").body()).contains("<Code>AccessDenied</Code>");
        assertThat(anonymous("").statusCode()).isEqualTo(403);
    }

    @Test
    void aPublicPolicyLetsEverybodyInOnceItIsNotBlocked() throws Exception {
        put("public/page", "hello");
        put("private", "secret");
        String policy = policy("Allow", "\"*\"", "s3:GetObject", "/public/*");
        refused(
                403,
                "AccessDenied",
                () -> s3.putBucketPolicy(b -> b.bucket(bucket).policy(policy)));

        s3.deletePublicAccessBlock(b -> b.bucket(bucket));
        s3.putBucketPolicy(b -> b.bucket(bucket).policy(policy));

        assertThat(anonymous("/public/page").body()).isEqualTo("hello");
        assertThat(anonymous("/private").statusCode()).isEqualTo(403);
        // Not 404: whether a key exists is for those to know who may list the bucket.
        assertThat(anonymous("/public/nothing").statusCode()).isEqualTo(403);
        assertThat(s3.getBucketPolicyStatus(b -> b.bucket(bucket))
                        .policyStatus()
                        .isPublic())
                .isTrue();
        s3.putPublicAccessBlock(
                b -> b.bucket(bucket).publicAccessBlockConfiguration(c -> c.restrictPublicBuckets(true)));
        assertThat(anonymous("/public/page").statusCode()).isEqualTo(403);
    }

    @Test
    void aPolicyThatDeniesTheOwnerCanBeTakenAway() {
        put("key", "text");
        s3.putBucketPolicy(b -> b.bucket(bucket).policy(policy("Deny", "\"*\"", "s3:*", "/*")));
        refused(403, "AccessDenied", () -> get("key"));

        s3.deleteBucketPolicy(b -> b.bucket(bucket));

        assertThat(get("key")).isEqualTo("text");
        refused(404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(b -> b.bucket(bucket)));
    }

    @Test
    void aPolicyIsAboutItsOwnBucket() {
        refused(
                400,
                "MalformedPolicy",
                () -> s3.putBucketPolicy(b -> b.bucket(bucket).policy("{not json")));
        refused(
                400,
                "MalformedPolicy",
                () -> s3.putBucketPolicy(b -> b.bucket(bucket).policy(policy("Deny", "\"*\"", "s3:*", "-other/*"))));
    }

    @Test
    void aUserMayDoWhatTheBucketAllows() {
        IamClient iam = cloud.client(IamClient.builder());
        String name = bucket;
        String user = iam.createUser(b -> b.userName(name)).user().arn();
        AccessKey key = iam.createAccessKey(b -> b.userName(name)).accessKey();
        S3Client theirs = cloud.client(
                S3Client.builder().forcePathStyle(true),
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
        put("shared/a", "theirs too");
        put("own", "not theirs");
        refused(
                403,
                "AccessDenied",
                () -> theirs.getObjectAsBytes(b -> b.bucket(bucket).key("shared/a")));

        s3.putBucketPolicy(b ->
                b.bucket(bucket).policy(policy("Allow", "{\"AWS\": \"" + user + "\"}", "s3:GetObject", "/shared/*")));

        assertThat(theirs.getObjectAsBytes(b -> b.bucket(bucket).key("shared/a"))
                        .asUtf8String())
                .isEqualTo("theirs too");
        refused(
                403,
                "AccessDenied",
                () -> theirs.getObjectAsBytes(b -> b.bucket(bucket).key("own")));
        refused(
                403,
                "AccessDenied",
                () -> theirs.getObjectAsBytes(b -> b.bucket(bucket).key("shared/nothing")));
        refused(
                403,
                "AccessDenied",
                () -> theirs.deleteObject(b -> b.bucket(bucket).key("shared/a")));
    }

    @Test
    void aPresignedUrlIsGoodForWhatItSays() throws Exception {
        put("key", "text");
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(cloud.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(Cloud.ROOT))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            URI get = presigner
                    .presignGetObject(b -> b.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(o -> o.bucket(bucket).key("key")))
                    .url()
                    .toURI();
            URI put = presigner
                    .presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(1))
                            .putObjectRequest(o -> o.bucket(bucket).key("uploaded")))
                    .url()
                    .toURI();

            assertThat(send(HttpRequest.newBuilder(get)).body()).isEqualTo("text");
            URI forged = URI.create(get.toString().replace("X-Amz-Expires=60", "X-Amz-Expires=600"));
            assertThat(send(HttpRequest.newBuilder(forged)).body()).contains("SignatureDoesNotMatch");
            URI other = URI.create(get.toString().replace("/key?", "/other?"));
            assertThat(send(HttpRequest.newBuilder(other)).statusCode()).isEqualTo(403);
            assertThat(send(HttpRequest.newBuilder(put).PUT(HttpRequest.BodyPublishers.ofString("by URL")))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get("uploaded")).isEqualTo("by URL");
        }
    }

    private String policy(String effect, String principal, String action, String resource) {
        return """
                {"Version": "2012-10-17", "Statement": [{
                    "Effect": "%s", "Principal": %s, "Action": "%s", "Resource": "arn:aws:s3:::%s%s"}]}
                """.formatted(effect, principal, action, bucket, resource);
    }

    private HttpResponse<String> anonymous(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/" + bucket + path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
