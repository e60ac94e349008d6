package dev.cloudlet.standalone;

import dev.cloudlet.gateway.GatewayApplication;
import dev.cloudlet.registry.RegistryApplication;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the processes of a cluster do, done by one process: it sees the classes that all of them need. The services find each
 * other through a registry and speak over the network, as they do in processes of their own.
 */
final class ClusterTraining implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final int THREADS = 4;

    private final StandaloneConfig config = StandaloneConfig.temporary();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    static ClusterTraining start() {
        ClusterTraining training = new ClusterTraining();
        try {
            training.run();
            return training;
        } catch (RuntimeException e) {
            training.close();
            throw e;
        }
    }

    URI endpoint() {
        return config.endpoint();
    }

    private void run() {
        Foundation foundation = Foundation.lay(config, line -> {});
        parts.push(foundation);
        Map<String, String> settings = new TreeMap<>(Settings.of(config, foundation));
        settings.putAll(Settings.registry(StandaloneConfig.freePort()));
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        Stream<Supplier<SpringApplicationBuilder>> services =
                Contexts.SERVICES.values().stream().map(Contexts.Service::builder);
        List<Supplier<SpringApplicationBuilder>> all = Stream.concat(
                        Stream.of(RegistryApplication::builder, GatewayApplication::builder), services)
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<CompletableFuture<Void>> starting = all.stream()
                    .map(each -> CompletableFuture.runAsync(() -> start(each.get(), arguments), threads))
                    .toList();
            starting.forEach(CompletableFuture::join);
        }
        try (ClusterHealth health = new ClusterHealth(config.endpoint(), line -> {})) {
            health.await(List.of(), START_LIMIT);
        }
    }

    private void start(SpringApplicationBuilder builder, String[] arguments) {
        ConfigurableApplicationContext context =
                builder.registerShutdownHook(false).run(arguments);
        synchronized (parts) {
            parts.push(context);
        }
    }

    @Override
    public void close() {
        Parts.close(parts);
        Trees.delete(config.data());
    }
}
