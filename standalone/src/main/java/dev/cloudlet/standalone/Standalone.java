package dev.cloudlet.standalone;

import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.standalone.data.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running cloud: every service, the gateway and Postgres, in this JVM. Several may run in one JVM, each with its own
 * data directory and port.
 *
 * {@snippet :
 * try (Standalone cloud = Standalone.start(StandaloneConfig.temporary())) {
 *     URI endpoint = cloud.endpoint();
 * }
 * }
 */
public final class Standalone implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Standalone.class);
    private static final Duration RESET_LIMIT = Duration.ofSeconds(30);

    private final StandaloneConfig config;
    private final Deque<AutoCloseable> parts;

    private Standalone(StandaloneConfig config, Deque<AutoCloseable> parts) {
        this.config = config;
        this.parts = parts;
    }

    /**
     * Starts a cloud and returns when every service of it serves.
     *
     * @throws StartFailure it cannot start, for a reason that the user can do something about
     */
    public static Standalone start(StandaloneConfig config) {
        return start(config, line -> {});
    }

    /**
     * The same, telling how far it is.
     *
     * @param progress is given one line at a time, possibly from several threads
     */
    public static Standalone start(StandaloneConfig config, Consumer<String> progress) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        Standalone cloud = new Standalone(config, parts);
        try {
            Foundation foundation = Foundation.lay(config, progress);
            parts.push(foundation);
            InProcessServices services = new InProcessServices(Contexts.SERVICES.keySet());
            Map<String, String> settings = Settings.of(config, foundation);
            Contexts contexts = new Contexts(settings, services, progress);
            parts.push(contexts);
            contexts.start();
            parts.push(EndpointFile.write(foundation.data(), config, settings));
            return cloud;
        } catch (RuntimeException e) {
            cloud.close();
            throw e;
        }
    }

    /** Where clients reach it, such as {@code http://localhost:4566}. */
    public URI endpoint() {
        return config.endpoint();
    }

    /** What it was started with. */
    public StandaloneConfig config() {
        return config;
    }

    /** Stops everything, in the order that loses nothing; a second time does nothing. */
    @Override
    public void close() {
        if (config.removedOnClose() && !parts.isEmpty()) {
            leaveNothingRunning();
        }
        Parts.close(parts);
        if (config.removedOnClose()) {
            Trees.delete(config.data());
        }
    }

    /** Machines outlive their cloud; those of one that is going to be removed would never be found again. */
    private void leaveNothingRunning() {
        HttpRequest reset = HttpRequest.newBuilder(config.endpoint().resolve("/_cloudlet/reset"))
                .timeout(RESET_LIMIT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(reset, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            log.warn("What runs in {} is left behind: {}", config.data(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
