package dev.cloudlet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class StandaloneTest {
    @Test
    void aTemporaryCloudAnswersAndLeavesNothingBehind() throws Exception {
        StandaloneConfig config = StandaloneConfig.temporary();
        try (Standalone cloud = Standalone.start(config)) {
            HttpResponse<String> health = get(cloud.endpoint().resolve("/_cloudlet/health"));
            assertThat(health.body()).contains("\"status\":\"up\"", "\"iam-service\":\"up\"");
        }
        assertThat(Files.exists(config.data())).isFalse();
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
