package dev.cloudlet.gateway;

import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.kit.inprocess.ServiceState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A gateway on a free port, with echoing services behind it. */
public final class RunningGateway implements AutoCloseable {
    public static final String TOKEN = "0123456789abcdef0123456789abcdef";

    /** Connections that a test has left half open take a while to close on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Set<String> NAMES = Set.of("iam-service", "storage-service", "compute-service");

    private final ConfigurableApplicationContext context;
    private final List<DisposableServer> servers;
    private final InProcessServices services;

    private RunningGateway(
            ConfigurableApplicationContext context, InProcessServices services, List<DisposableServer> servers) {
        this.context = context;
        this.services = services;
        this.servers = servers;
    }

    /** With iam, storage and compute in this JVM; compute never starts. */
    public static RunningGateway inProcess(String hold) {
        InProcessServices services = new InProcessServices(NAMES);
        for (String name : List.of("iam-service", "storage-service")) {
            services.add(name, new EchoService(name));
            services.state(name, new ServiceState.Serving(() -> true));
        }
        return start(services, List.of(), List.of("--cloudlet.gateway.hold=" + hold));
    }

    public static RunningGateway inProcess() {
        return inProcess("300ms");
    }

    /** With iam and storage behind ports of their own, found through a registry. */
    public static RunningGateway network() {
        List<DisposableServer> servers = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (String name : List.of("iam-service", "storage-service")) {
            DisposableServer server = HttpServer.create()
                    .host("127.0.0.1")
                    .httpRequestDecoder(
                            spec -> spec.maxInitialLineLength(1 << 17).maxHeaderSize(1 << 17))
                    .handle(new ReactorHttpHandlerAdapter(new EchoService(name)))
                    .bindNow();
            servers.add(server);
            String instances = "--spring.cloud.discovery.client.simple.instances." + name;
            all.add(instances + "[0].uri=http://127.0.0.1:" + deadPort());
            all.add(instances + "[1].uri=http://127.0.0.1:" + server.port());
        }
        all.add("--cloudlet.gateway.hold=300ms");
        return start(new InProcessServices(Set.of()), servers, all);
    }

    private static RunningGateway start(
            InProcessServices services, List<DisposableServer> servers, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--cloudlet.port=0",
                "--cloudlet.gateway.patience=2s",
                "--cloudlet.internal-token=" + TOKEN,
                "--eureka.client.enabled=false"));
        all.addAll(arguments);
        ConfigurableApplicationContext context = GatewayApplication.builder()
                .initializers(each ->
                        ((GenericApplicationContext) each).registerBean(InProcessServices.class, () -> services))
                .run(all.toArray(String[]::new));
        return new RunningGateway(context, services, servers);
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public InProcessServices services() {
        return services;
    }

    @Override
    public void close() {
        context.close();
        servers.forEach(server -> server.disposeNow(PATIENCE));
    }

    /** Nothing listens there. */
    private static int deadPort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
