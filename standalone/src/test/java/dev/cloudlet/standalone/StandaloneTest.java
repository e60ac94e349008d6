package dev.cloudlet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cloudlet.standalone.data.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;

class StandaloneTest {
    private static final Map<String, String> FORM = Map.of("content-type", "application/x-www-form-urlencoded");

    @Test
    void aTemporaryCloudServesEverythingAndLeavesNothingBehind() throws Exception {
        StandaloneConfig config = StandaloneConfig.temporary();
        List<String> progress = new CopyOnWriteArrayList<>();
        try (Standalone cloud = Standalone.start(config, progress::add);
                SignedClient client = new SignedClient(cloud.endpoint())) {
            assertThat(progress).contains("the gateway answers", "iam-service is ready", "storage-service is ready");
            assertThat(config.data().resolve("endpoint"))
                    .hasContent(cloud.endpoint() + "\n000000000000\ntest\nwell-known\n");

            HttpResponse<String> health = get(cloud.endpoint().resolve("/_cloudlet/health"));
            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
            assertThat(health.body()).contains("\"status\":\"up\"");

            HttpResponse<String> identity =
                    client.send("sts", SdkHttpMethod.POST, "/", FORM, "Action=GetCallerIdentity&Version=2011-06-15");
            assertThat(identity.statusCode()).as(identity.body()).isEqualTo(200);
            assertThat(identity.body()).contains("<Arn>arn:aws:iam::000000000000:root</Arn>");

            assertThat(startAgain(config))
                    .returns(true, failure -> failure.problem().startsWith("A cloud already runs in " + config.data()));
        }
        assertThat(Files.exists(config.data())).isFalse();
    }

    @Test
    void aBusyPortIsToldBeforeAnythingIsStarted(@TempDir Path data) throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            StartFailure failure = startAgain(StandaloneConfig.in(data).withPort(other.getLocalPort()));

            assertThat(failure.problem()).contains("Port " + other.getLocalPort());
            assertThat(failure.nextStep()).contains("--port");
            assertThat(data.resolve("postgres")).doesNotExist();
        }
    }

    private static StartFailure startAgain(StandaloneConfig config) {
        return catchThrowableOfType(
                StartFailure.class, () -> Standalone.start(config).close());
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
