package dev.cloudlet.e2e.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.e2e.Cloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accounts beside the first one are made by whoever runs the cloud, and know nothing of each other. */
final class SeveralAccountsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Cloud cloud = Cloud.shared();

    @Test
    void anAccountIsWhatItWasAskedToBe() throws Exception {
        String id = String.format(Locale.ROOT, "%012d", new SecureRandom().nextLong(1_000_000_000_000L));
        String canonical = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        String key = "KEY" + UUID.randomUUID().toString().replace("-", "");
        String wish = """
                {"accountId": "%s", "canonicalId": "%s", "displayName": "M. Tester", "email": "%s@example.com",
                 "accessKeyId": "%s", "secretAccessKey": "h7GhxuBLTrlhVUyxSPUKUV8r/2EI4ngqJxD7iBdBYLhwluN30JaT3Q=="}""".formatted(id, canonical, id, key);

        HttpResponse<String> created = post(wish);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        AwsBasicCredentials root = credentials(created);
        assertThat(root.accessKeyId()).isEqualTo(key);

        assertThat(cloud.client(StsClient.builder(), root).getCallerIdentity().arn())
                .isEqualTo("arn:aws:iam::" + id + ":root");
        assertThat(cloud.client(IamClient.builder(), root).getUser().user().arn())
                .endsWith(":" + id + ":root");
        var owner = cloud.client(S3Client.builder(), root).listBuckets().owner();
        assertThat(owner.id()).isEqualTo(canonical);
        assertThat(owner.displayName()).isEqualTo("M. Tester");
        assertThat(post(wish).statusCode()).isEqualTo(409);
    }

    @Test
    void anAccountDoesNotSeeAnother() throws Exception {
        AwsBasicCredentials one = credentials(post(""));
        AwsBasicCredentials other = credentials(post("{}"));
        String bucket = "private-" + UUID.randomUUID();
        S3Client mine = cloud.client(S3Client.builder().forcePathStyle(true), one);
        S3Client theirs = cloud.client(S3Client.builder().forcePathStyle(true), other);
        mine.createBucket(b -> b.bucket(bucket));
        cloud.client(IamClient.builder(), one).createUser(b -> b.userName("alice"));

        assertThat(theirs.listBuckets().buckets()).isEmpty();
        assertThat(cloud.client(IamClient.builder(), other).listUsers().users()).isEmpty();
        assertThatThrownBy(() -> theirs.listObjectsV2(b -> b.bucket(bucket)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    @Test
    void aMalformedWishIsRefusedWithTheReason() throws Exception {
        assertThat(post("{\"accountId\": \"12\"}").body()).contains("accountId must have the form");
        assertThat(post("{\"accountId\": 12}").body()).contains("must be a string");
        assertThat(post("{\"acount\": \"1\"}").body()).contains("Unknown [acount]");
        assertThat(post("[").statusCode()).isEqualTo(400);
        assertThat(post("{\"accessKeyId\": \"AKIAAAAAAAAAAAAAAAAA\"}").body()).contains("belong together");
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        URI uri = URI.create(cloud.endpoint() + "/_cloudlet/accounts");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static AwsBasicCredentials credentials(HttpResponse<String> created) {
        JsonNode account = JSON.readTree(created.body());
        return AwsBasicCredentials.create(
                account.path("accessKeyId").asString(),
                account.path("secretAccessKey").asString());
    }
}
