package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waits for the services of a cluster to be well, as the gateway sees them. */
final class ClusterHealth implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private final URI health;
    private final Consumer<String> progress;
    private final JsonMapper json = new JsonMapper();
    private final Set<String> up = new TreeSet<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_LIMIT)
            .build();

    ClusterHealth(int port, Consumer<String> progress) {
        this.health = URI.create("http://127.0.0.1:" + port + "/_cloudlet/health");
        this.progress = progress;
    }

    void await(List<ServiceProcess> processes, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!allUp()) {
                for (ServiceProcess process : processes) {
                    if (!process.isAlive()) {
                        throw new StartFailure(
                                process.name() + " ended while it was starting", "./cloudlet logs shows why");
                    }
                }
                if (System.nanoTime() - end > 0) {
                    throw new StartFailure(
                            "Not every service was ready within " + limit.toSeconds() + " s; ready: " + up,
                            "./cloudlet logs shows what the others do");
                }
                never.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted", "start again", e);
        }
    }

    private boolean allUp() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(health).timeout(ANSWER_LIMIT).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode services = json.readTree(response.body()).path("services");
            services.propertyStream()
                    .filter(service -> service.getValue().asString().equals("up"))
                    .filter(service -> up.add(service.getKey()))
                    .forEach(service -> progress.accept(service.getKey() + " is ready"));
            return response.statusCode() == 200;
        } catch (IOException | JacksonException e) {
            // The gateway does not answer yet.
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
