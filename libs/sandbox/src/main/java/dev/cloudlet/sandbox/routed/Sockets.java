package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.network.Networks;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sockets of this process inside VPCs. Listening ones are remembered, since an open one would keep a deleted VPC alive. */
final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    private static final int BACKLOG = 256;

    private final CloudName cloud;
    private final Map<String, Set<Channel>> listening = new ConcurrentHashMap<>();

    Sockets(CloudName cloud) {
        this.cloud = cloud;
    }

    ServerSocketChannel listen(Vpc vpc, Inet4Address address, int port) throws IOException {
        requireOwn(vpc, address);
        return remember(vpc, VpcFiles.namespace(cloud, vpc.id()).call(() -> {
            var channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
            try {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                return channel.bind(new InetSocketAddress(address, port), BACKLOG);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }));
    }

    DatagramChannel listenDatagram(Vpc vpc, Inet4Address address, int port) throws IOException {
        requireOwn(vpc, address);
        return remember(vpc, VpcFiles.namespace(cloud, vpc.id()).call(() -> {
            var channel = DatagramChannel.open(StandardProtocolFamily.INET);
            try {
                return channel.bind(new InetSocketAddress(address, port));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }));
    }

    SocketChannel connect(Vpc vpc, Optional<Inet4Address> source, Inet4Address target, int port, int timeoutMillis)
            throws IOException {
        SocketChannel channel =
                VpcFiles.namespace(cloud, vpc.id()).call(() -> SocketChannel.open(StandardProtocolFamily.INET));
        try {
            if (source.isPresent()) {
                channel.bind(new InetSocketAddress(source.get(), 0));
            }
            channel.socket().connect(new InetSocketAddress(target, port), timeoutMillis);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireOwn(Vpc vpc, Inet4Address address) {
        boolean cloudsOwn = Set.of(Networks.METADATA, Networks.NAMESERVER, Networks.ENDPOINT)
                .contains(address);
        String dotted = address.getHostAddress();
        if (!cloudsOwn
                && vpc.attached().values().stream()
                        .noneMatch(each -> each.service() && each.address().equals(dotted))) {
            throw new SandboxException(
                    SandboxException.Reason.INVALID, dotted + " is not an address to listen at in VPC " + vpc.id());
        }
    }

    private <T extends Channel> T remember(Vpc vpc, T channel) {
        Set<Channel> all = listening.computeIfAbsent(vpc.id(), id -> ConcurrentHashMap.newKeySet());
        all.removeIf(each -> !each.isOpen());
        all.add(channel);
        return channel;
    }

    void closeAll(String vpc) {
        Set<Channel> all = listening.remove(vpc);
        if (all != null) {
            all.forEach(Sockets::close);
        }
    }

    void closeAll() {
        Set.copyOf(listening.keySet()).forEach(this::closeAll);
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a listener: {}", e.toString());
        }
    }
}
