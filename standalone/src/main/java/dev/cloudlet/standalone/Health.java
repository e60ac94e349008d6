package dev.cloudlet.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a cloud says about itself at {@code /_cloudlet/health}. */
final class Health implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private final URI uri;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_LIMIT)
            .build();

    Health(URI endpoint) {
        this.uri = endpoint.resolve("/_cloudlet/health");
    }

    /**
     * One answer.
     *
     * @param allUp whether every service is up
     * @param services how each one is
     * @param limits what does not work on this machine, and why
     */
    record Report(boolean allUp, Map<String, String> services, List<Limit> limits) {
        record Limit(String what, String why) {}

        /** One line for people, if there is anything that does not work. */
        Optional<String> limited() {
            if (limits.isEmpty()) {
                return Optional.empty();
            }
            Map<String, String> byReason = limits.stream()
                    .collect(Collectors.toMap(
                            Limit::why, Limit::what, (one, other) -> one + ", " + other, LinkedHashMap::new));
            String off = byReason.entrySet().stream()
                    .map(each -> each.getValue() + " (" + each.getKey() + ")")
                    .collect(Collectors.joining("; "));
            return Optional.of("off on this machine: " + off + ". Everything else works.");
        }
    }

    /** Asks; empty while nothing answers. */
    Optional<Report> ask() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = json.readTree(response.body());
            Map<String, String> services = answer.path("services")
                    .propertyStream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, each -> each.getValue().asString()));
            List<Report.Limit> limits = answer.path("limits")
                    .valueStream()
                    .map(each -> new Report.Limit(
                            each.path("what").asString(), each.path("why").asString()))
                    .toList();
            return Optional.of(new Report(response.statusCode() == 200, services, limits));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
