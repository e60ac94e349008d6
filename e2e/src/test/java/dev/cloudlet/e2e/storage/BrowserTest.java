package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** What browsers send: forms, questions before requests, and links signed the old way. */
class BrowserTest extends StorageTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aFormUploadsWhatItsPolicyAllows() throws Exception {
        String policy = policy("[\"starts-with\", \"$key\", \"in/\"], [\"content-length-range\", 1, 4000000],"
                + " {\"x-amz-meta-who\": \"Zoë\"}, {\"success_action_status\": \"201\"}");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", "in/${filename}");
        fields.put("x-amz-meta-who", "Zoë");
        fields.put("success_action_status", "201");
        fields.put("AWSAccessKeyId", "test");
        fields.put("policy", policy);
        fields.put("signature", signature(policy));
        String large = "0123456789".repeat(300_000);

        HttpResponse<String> posted = post(fields, "cat.txt", large);

        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
        assertThat(posted.body()).contains("<Key>in/cat.txt</Key>");
        assertThat(get("in/cat.txt")).isEqualTo(large);
        assertThat(s3.headObject(b -> b.bucket(bucket).key("in/cat.txt")).metadata())
                .containsEntry("who", "=?UTF-8?B?Wm/Dqw==?=");
        fields.put("key", "out/cat.txt");
        assertThat(post(fields, "cat.txt", "meow").body()).contains("Invalid according to Policy");
        fields.put("key", "in/cat.txt");
        assertThat(post(fields, "cat.txt", "").body()).contains("EntityTooSmall");
        fields.put("signature", signature(policy + "x"));
        assertThat(post(fields, "cat.txt", "meow").body()).contains("SignatureDoesNotMatch");
        fields.keySet().removeAll(Set.of("signature", "policy", "AWSAccessKeyId"));
        assertThat(post(fields, "cat.txt", "meow").statusCode()).isEqualTo(403);
    }

    @Test
    void aPageOfAnotherOriginMayDoWhatTheBucketSays() throws Exception {
        URI object = URI.create(cloud.endpoint() + "/" + bucket + "/key");
        HttpRequest.Builder asks = HttpRequest.newBuilder(object)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .setHeader("Origin", "https://app.example.com")
                .setHeader("Access-Control-Request-Method", "PUT");
        assertThat(send(asks).statusCode()).isEqualTo(403);

        s3.putBucketCors(b -> b.bucket(bucket)
                .corsConfiguration(c -> c.corsRules(CORSRule.builder()
                        .allowedOrigins("https://*.example.com")
                        .allowedMethods("PUT")
                        .build())));

        assertThat(send(asks).statusCode()).isEqualTo(200);
        assertThat(send(asks).headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://app.example.com");
        HttpRequest.Builder puts = HttpRequest.newBuilder(object)
                .PUT(HttpRequest.BodyPublishers.ofString("text"))
                .setHeader("Origin", "https://app.example.com");
        // Refused, but the page may see that it was.
        assertThat(send(puts).statusCode()).isEqualTo(403);
        assertThat(send(puts).headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://app.example.com");
        assertThat(send(asks.setHeader("Origin", "https://evil.org")).statusCode())
                .isEqualTo(403);
        assertThat(s3.getBucketCors(b -> b.bucket(bucket)).corsRules()).hasSize(1);
        s3.deleteBucketCors(b -> b.bucket(bucket));
        refused(404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(b -> b.bucket(bucket)));
    }

    @Test
    void aLinkSignedTheOldWayIsGoodUntilItExpires() throws Exception {
        put("key", "text");
        long soon = Instant.now().plus(Duration.ofMinutes(5)).getEpochSecond();

        assertThat(send(link(soon, "/key", "/key")).body()).isEqualTo("text");
        assertThat(send(link(soon, "/key", "/other")).body()).contains("SignatureDoesNotMatch");
        assertThat(send(link(1, "/key", "/key")).body()).contains("Request has expired");
    }

    private HttpRequest.Builder link(long expires, String signed, String asked) throws GeneralSecurityException {
        String signature = signature("GET\n\n\n" + expires + "\n/" + bucket + signed)
                .replace("+", "%2B")
                .replace("/", "%2F")
                .replace("=", "%3D");
        return HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/" + bucket + asked
                + "?AWSAccessKeyId=test&Expires=" + expires + "&Signature=" + signature));
    }

    private String policy(String conditions) {
        String policy = "{\"expiration\": \"" + Instant.now().plus(Duration.ofMinutes(5))
                + "\", \"conditions\": [{\"bucket\": \"" + bucket + "\"}, " + conditions + "]}";
        return Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
    }

    private static String signature(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("test".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> post(Map<String, String> fields, String fileName, String file) throws Exception {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append("--xyz\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        form.append("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(fileName)
                .append("\"\r\n\r\n")
                .append(file)
                .append("\r\n--xyz--\r\n");
        return send(HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/" + bucket))
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
