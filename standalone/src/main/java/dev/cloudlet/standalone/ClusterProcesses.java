package dev.cloudlet.standalone;

import dev.cloudlet.gateway.GatewayApplication;
import dev.cloudlet.registry.RegistryApplication;
import dev.cloudlet.standalone.data.StartFailure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A running cloud of one process per service, which find each other through the registry and share nothing but Postgres, the
 * data directory and a secret. A process that ends is started again.
 */
public final class ClusterProcesses implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final StandaloneConfig config;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<ServiceProcess> processes = new ArrayList<>();

    private ClusterProcesses(StandaloneConfig config) {
        this.config = config;
    }

    /**
     * Starts a cloud and returns when every service of it serves.
     *
     * @param progress is given one line at a time
     * @throws StartFailure it cannot start, for a reason that the user can do something about
     */
    public static ClusterProcesses start(StandaloneConfig config, Consumer<String> progress) {
        ClusterProcesses cluster = new ClusterProcesses(config);
        try {
            cluster.start(progress);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Where clients reach it. */
    public URI endpoint() {
        return config.endpoint();
    }

    /** The process of a service, {@code gateway} or {@code registry}. */
    public ProcessHandle process(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow()
                .handle();
    }

    private void start(Consumer<String> progress) {
        int registryPort = StandaloneConfig.freePort();
        Map<String, String> registry = Settings.registry(registryPort);
        Foundation foundation = Foundation.lay(config, progress);
        parts.push(foundation);
        Map<String, String> settings = new TreeMap<>(Settings.of(config, foundation));
        settings.putAll(registry);
        launch("registry", RegistryApplication.class, settings);
        Contexts.SERVICES.forEach((name, service) -> launch(name, service.application(), settings));
        launch("gateway", GatewayApplication.class, settings);
        ClusterHealth health = new ClusterHealth(config.endpoint(), progress);
        parts.push(health);
        health.await(processes, START_LIMIT);
        parts.push(EndpointFile.write(foundation.data(), config, settings));
    }

    private void launch(String name, Class<?> application, Map<String, String> settings) {
        ServiceProcess process = new ServiceProcess(name, application, settings, config.data());
        process.start();
        processes.add(process);
    }

    /** The gateway is stopped first, so that no request meets half a cloud; the registry and the database last. */
    @Override
    public void close() {
        processes.forEach(ServiceProcess::abandon);
        processes.reversed().stream().limit(1).forEach(ServiceProcess::close);
        List<CompletableFuture<Void>> stopping = processes.stream()
                .skip(1)
                .map(process -> CompletableFuture.runAsync(process::close, Thread::startVirtualThread))
                .toList();
        stopping.forEach(CompletableFuture::join);
        processes.stream().limit(1).forEach(ServiceProcess::close);
        Parts.close(parts);
        if (config.removedOnClose()) {
            Trees.delete(config.data());
        }
    }
}
