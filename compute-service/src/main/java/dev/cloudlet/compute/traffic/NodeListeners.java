package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.listener.Listeners;
import dev.cloudlet.compute.loadbalancer.Balancer;
import dev.cloudlet.compute.loadbalancer.NodeDoors;
import io.netty.channel.Channel;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.netty.DisposableServer;

/**
 * The ports that balancers have inside of their VPCs. Who may come there the kernel decides by the security groups, before
 * a connection gets this far.
 */
@Component
final class NodeListeners implements NodeDoors, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(NodeListeners.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Listeners listeners;
    private final NodeServer server;
    private final Map<String, Map<InetSocketAddress, DisposableServer>> open = new ConcurrentHashMap<>();

    NodeListeners(Listeners listeners, NodeServer server) {
        this.listeners = listeners;
        this.server = server;
    }

    @Override
    public void settle(Balancer balancer, List<Inet4Address> nodes) {
        Map<InetSocketAddress, DisposableServer> there =
                open.computeIfAbsent(balancer.arn(), arn -> new ConcurrentHashMap<>());
        Set<InetSocketAddress> wanted = new HashSet<>();
        for (var listener : listeners.of(balancer.arn())) {
            nodes.forEach(node -> wanted.add(new InetSocketAddress(node, listener.port())));
        }
        Set.copyOf(there.keySet()).stream()
                .filter(address -> !wanted.contains(address))
                .forEach(address -> close(there.remove(address)));
        for (InetSocketAddress address : wanted) {
            there.computeIfAbsent(address, where -> server.open(balancer, where));
        }
        log.debug("{} listens at {}", balancer.name(), there.keySet());
    }

    @Override
    public void close(String balancerArn) {
        Map<InetSocketAddress, DisposableServer> gone = open.remove(balancerArn);
        if (gone != null) {
            gone.values().forEach(NodeListeners::close);
        }
    }

    private static void close(DisposableServer server) {
        Channel channel = server.channel();
        if (!channel.close().awaitUninterruptibly(PATIENCE.toMillis())) {
            log.warn("a balancer's port at {} is still closing", server.address());
        }
    }

    @Override
    public void closeAll() {
        open.keySet().forEach(this::close);
    }

    @Override
    public void destroy() {
        closeAll();
    }
}
