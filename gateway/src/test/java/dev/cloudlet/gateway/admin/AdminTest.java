package dev.cloudlet.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.gateway.RawHttp;
import dev.cloudlet.gateway.RunningGateway;
import dev.cloudlet.kit.inprocess.ServiceState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTest {
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        gateway = RunningGateway.inProcess();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void healthTellsEachServicesStateAsItIs() throws IOException {
        gateway.services().state("storage-service", new ServiceState.Serving(() -> false));
        gateway.services().state("compute-service", new ServiceState.Failed("no disk"));

        assertThat(request("GET /_cloudlet/health"))
                .startsWith("HTTP/1.1 503")
                .contains(
                        "\"status\":\"degraded\"",
                        "\"iam-service\":\"up\"",
                        "\"storage-service\":\"down\"",
                        "\"compute-service\":\"failed: no disk\"",
                        "\"build-service\":\"starting\"");
    }

    @Test
    void nothingElseBelowThePrefixReachesAService() throws IOException {
        assertThat(request("POST /_cloudlet/internal/reset")).startsWith("HTTP/1.1 404");
        assertThat(request("GET /_cloudlet/")).startsWith("HTTP/1.1 404");
    }

    @Test
    void aBucketsOwnHostKeepsItsKeys() throws IOException {
        assertThat(request("GET /_cloudlet/health", "Host: bucket.s3.localhost:4566"))
                .startsWith("HTTP/1.1 200")
                .contains("service: storage-service");
    }

    @Test
    void resetReachesEveryServiceAndTellsWhichOnesItDidNot() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        for (String name : List.of("iam-service", "storage-service")) {
            gateway.services().addInternal(name, (operation, body) -> {
                asked.add(name + " " + operation);
                return "{\"answer\":true}".getBytes(StandardCharsets.UTF_8);
            });
        }

        assertThat(request("POST /_cloudlet/reset"))
                .startsWith("HTTP/1.1 500")
                .contains(
                        "\"done\":false", "\"iam-service\":\"reset\"", "\"compute-service\":\"compute-service cannot");
        assertThat(asked).containsExactlyInAnyOrder("iam-service reset", "storage-service reset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://example.com",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Origin: null",
                "Authorization: Bearer wrong",
                "Authorization: Bearer "
            })
    void aForeignPageOrAWrongTokenDoesNotReset(String header) throws IOException {
        assertThat(request("POST /_cloudlet/reset", "Host: localhost", header)).startsWith("HTTP/1.1 403");
    }

    @Test
    void aNameThatWasMadeToPointHereDoesNotReset() throws IOException {
        assertThat(request("POST /_cloudlet/reset", "Host: rebound.example.com"))
                .contains("service: storage-service");
    }

    private String request(String line) throws IOException {
        return request(line, "Host: localhost:4566");
    }

    private String request(String line, String... headers) throws IOException {
        return RawHttp.exchange(
                gateway.port(),
                line + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
