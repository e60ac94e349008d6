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
    void healthTellsWhatAServiceThatIsUpCannotDoHere() throws IOException {
        gateway.services()
                .addInternal(
                        "iam-service",
                        (operation, body) -> "{\"answer\":{\"limits\":[{\"what\":\"keys\",\"why\":\"no locks\"}]}}"
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(request("GET /_cloudlet/health")).contains("\"limits\":[{\"what\":\"keys\",\"why\":\"no locks\"}]");
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

    @Test
    void aRefusalIsExplainedForWhoeverMaySeeIt() throws IOException {
        gateway.services().addInternal("monitoring-service", (operation, body) -> {
            boolean known = new String(body, StandardCharsets.UTF_8).contains("\"id-1\"");
            return ("{\"answer\":{\"decisions\":[" + (known ? REFUSAL : "") + "]}}").getBytes(StandardCharsets.UTF_8);
        });

        assertThat(request("GET /_cloudlet/decisions?requestId=id-1"))
                .startsWith("HTTP/1.1 200")
                .contains("\"action\":\"s3:GetObject\"", "\"Sid\":\"NoCats\"");
        assertThat(request("GET /_cloudlet/decisions?requestId=id-1&as=text"))
                .contains(
                        "principal   arn:aws:iam::1:user/bob with key AKIA1",
                        "context     aws:sourceip = 127.0.0.1",
                        "policies    identity-based policy reader?[2J allows it: statement 1",
                        "            resource-based policy arn:aws:s3:::b denies it: statement 2 'NoCats'",
                        "            session policy s says nothing of it",
                        "refused by  statement 2 'NoCats' of policy arn:aws:s3:::b",
                        "\"Effect\" : \"Deny\"");
        assertThat(request("GET /_cloudlet/decisions?requestId=id-2")).startsWith("HTTP/1.1 404");
        assertThat(request("GET /_cloudlet/decisions?requestId=id-1", "Host: localhost", "Authorization: Bearer wrong"))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("NoCats");
    }

    private static final String REFUSAL = """
            {"time":"2026-01-01T00:00:00Z","requestId":"id-1","region":"us-east-1","accessKeyId":"AKIA1","service":"s3",
             "operation":"GetObject","errorCode":"AccessDenied","derivation":{"principal":"arn:aws:iam::1:user/bob",
             "action":"s3:GetObject","resource":"arn:aws:s3:::b/k","context":{"aws:sourceip":["127.0.0.1"]},
             "policies":[{"kind":"identity-based policy","policy":"reader\\u001b[2J","effect":"Allow","statement":"statement 1"},
              {"kind":"resource-based policy","policy":"arn:aws:s3:::b","effect":"Deny","statement":"statement 2 'NoCats'"},
              {"kind":"session policy","policy":"s","effect":null,"statement":null}],
             "reason":"statement 2 'NoCats' of policy arn:aws:s3:::b (a resource-based policy)",
             "statement":{"Sid":"NoCats","Effect":"Deny"}}}""";

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
