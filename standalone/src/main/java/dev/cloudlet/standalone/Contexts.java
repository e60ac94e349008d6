package dev.cloudlet.standalone;

import dev.cloudlet.build.BuildApplication;
import dev.cloudlet.compute.ComputeApplication;
import dev.cloudlet.deploy.DeployApplication;
import dev.cloudlet.gateway.GatewayApplication;
import dev.cloudlet.iam.IamApplication;
import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.kit.inprocess.InProcessWebServerFactory;
import dev.cloudlet.kit.inprocess.ServiceState;
import dev.cloudlet.monitoring.MonitoringApplication;
import dev.cloudlet.standalone.data.StartFailure;
import dev.cloudlet.storage.StorageApplication;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.server.reactive.ReactiveWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The application contexts of one cloud. */
final class Contexts implements AutoCloseable {
    /**
     * One service.
     *
     * @param application the class with its {@code main} method
     * @param builder prepares it for this JVM
     */
    record Service(Class<?> application, Supplier<SpringApplicationBuilder> builder) {}

    /** The services in the order in which they are begun: those that most requests need first. */
    static final Map<String, Service> SERVICES = new LinkedHashMap<>();

    static {
        SERVICES.put("iam-service", new Service(IamApplication.class, IamApplication::builder));
        SERVICES.put("storage-service", new Service(StorageApplication.class, StorageApplication::builder));
        SERVICES.put("compute-service", new Service(ComputeApplication.class, ComputeApplication::builder));
        SERVICES.put("monitoring-service", new Service(MonitoringApplication.class, MonitoringApplication::builder));
        SERVICES.put("build-service", new Service(BuildApplication.class, BuildApplication::builder));
        SERVICES.put("deploy-service", new Service(DeployApplication.class, DeployApplication::builder));
    }

    /** The gateway and the first two services, which then answer long before the others. More do not help: building contexts is work for the processor. */
    private static final int THREADS = 3;

    private final Map<String, String> settings;
    private final InProcessServices services;
    private final Consumer<String> progress;
    private final ConcurrentLinkedDeque<ConfigurableApplicationContext> started = new ConcurrentLinkedDeque<>();

    Contexts(Map<String, String> settings, InProcessServices services, Consumer<String> progress) {
        this.settings = settings;
        this.services = services;
        this.progress = progress;
    }

    /** Returns when all of them serve. */
    void start() {
        ExecutorService threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name("start-", 0).factory());
        try (threads) {
            List<Future<?>> starting = new ArrayList<>();
            starting.add(threads.submit(this::startGateway));
            SERVICES.forEach((name, service) -> starting.add(
                    threads.submit(() -> startService(name, service.builder().get()))));
            for (Future<?> each : starting) {
                each.get();
            }
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw e.getCause() instanceof StartFailure failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted", "start again", e);
        }
    }

    private void startGateway() {
        run("gateway", GatewayApplication.builder());
        progress.accept("the gateway answers");
    }

    private void startService(String name, SpringApplicationBuilder builder) {
        ConfigurableApplicationContext context = run(name, builder.initializers(each -> ((GenericApplicationContext)
                        each)
                .registerBean(ReactiveWebServerFactory.class, () -> new InProcessWebServerFactory(services, name))));
        HealthEndpoint health = context.getBean(HealthEndpoint.class);
        services.state(
                name, new ServiceState.Serving(() -> health.health().getStatus().equals(Status.UP)));
        progress.accept(name + " is ready");
    }

    private ConfigurableApplicationContext run(String name, SpringApplicationBuilder builder) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        // The directory of the services in this JVM takes the registry's place.
        arguments.add("--eureka.client.enabled=false");
        arguments.add("--spring.cloud.discovery.enabled=false");
        try {
            ConfigurableApplicationContext context = builder.registerShutdownHook(false)
                    .initializers(each ->
                            ((GenericApplicationContext) each).registerBean(InProcessServices.class, () -> services))
                    .run(arguments.toArray(String[]::new));
            started.push(context);
            return context;
        } catch (RuntimeException e) {
            services.state(name, new ServiceState.Failed(rootCause(e)));
            throw new StartFailure(
                    name + " could not start: " + rootCause(e), "./cloudlet logs shows what led to it", e);
        }
    }

    /** The gateway is closed first, so that no request meets half a cloud; then the services, together. */
    @Override
    public void close() {
        started.stream().filter(Contexts::isGateway).forEach(ConfigurableApplicationContext::close);
        try (ExecutorService threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name("stop-", 0).factory())) {
            started.stream().filter(context -> !isGateway(context)).forEach(context -> threads.execute(context::close));
        }
        started.clear();
    }

    private static boolean isGateway(ConfigurableApplicationContext context) {
        return "gateway".equals(context.getEnvironment().getProperty("spring.application.name"));
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
