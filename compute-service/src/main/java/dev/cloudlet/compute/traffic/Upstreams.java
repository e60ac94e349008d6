package dev.cloudlet.compute.traffic;

import dev.cloudlet.kit.reset.Resettable;
import io.netty.channel.ChannelOption;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.TcpClient;

/** Connections to targets, each kept for further requests of the same balancer. */
@Component
final class Upstreams implements DisposableBean, Resettable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int MOST_CONNECTIONS = 2_000;
    private static final Duration KEPT = Duration.ofSeconds(20);
    private static final Duration SWEPT = Duration.ofSeconds(10);

    private final VpcLoops.InVpc opening;
    private final Map<String, Upstream> byBalancer = new ConcurrentHashMap<>();

    Upstreams(VpcLoops.InVpc opening) {
        this.opening = opening;
    }

    private record Upstream(HttpClient client, ConnectionProvider connections) {}

    /** A connection of its own to a target, from one of the balancer's nodes; whoever asked for it closes it. */
    Mono<? extends Connection> connect(Routes routes, InetSocketAddress target) {
        TcpClient client = TcpClient.newConnection()
                .runOn(
                        new VpcLoops(
                                HttpResources.get(), opening, routes.balancer().vpcId()),
                        false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .remoteAddress(() -> target);
        return source(routes)
                .map(source -> client.bindAddress(() -> source))
                .orElse(client)
                .connect();
    }

    /** A client that connects from one of the balancer's nodes. */
    HttpClient of(Routes routes) {
        HttpClient client = byBalancer
                .computeIfAbsent(
                        routes.balancer().arn(), arn -> make(routes.balancer().vpcId()))
                .client();
        return source(routes).map(source -> client.bindAddress(() -> source)).orElse(client);
    }

    private static Optional<InetSocketAddress> source(Routes routes) {
        List<Inet4Address> nodes = routes.nodes();
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(new InetSocketAddress(
                        nodes.get(ThreadLocalRandom.current().nextInt(nodes.size())), 0));
    }

    /** Forgets the connections of a balancer that is gone; requests under way go on. */
    void forget(String balancerArn) {
        Upstream gone = byBalancer.remove(balancerArn);
        if (gone != null) {
            gone.connections().disposeLater().subscribe();
        }
    }

    private Upstream make(String vpcId) {
        ConnectionProvider connections = ConnectionProvider.builder("targets")
                .maxConnections(MOST_CONNECTIONS)
                .pendingAcquireTimeout(Duration.ofMillis(CONNECT_MILLIS))
                .maxIdleTime(KEPT)
                .evictInBackground(SWEPT)
                .lifo()
                .build();
        HttpClient client = HttpClient.create(connections)
                .runOn(new VpcLoops(HttpResources.get(), opening, vpcId), false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .disableRetry(true)
                .followRedirect(false)
                .compress(false);
        return new Upstream(client, connections);
    }

    @Override
    public void reset() {
        byBalancer.keySet().forEach(this::forget);
    }

    @Override
    public void destroy() {
        reset();
    }
}
