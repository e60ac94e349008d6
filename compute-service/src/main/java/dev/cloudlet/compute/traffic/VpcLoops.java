package dev.cloudlet.compute.traffic;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.util.concurrent.Callable;
import reactor.netty.resources.LoopResources;

/** The event loops of this process, with channels whose sockets were opened in a certain VPC and belong to it for ever. */
final class VpcLoops implements LoopResources {
    private final LoopResources shared;
    private final Opener<SocketChannel> clients;
    private final Opener<ServerSocketChannel> servers;

    VpcLoops(LoopResources shared, InVpc opening, String vpcId) {
        this.shared = shared;
        this.clients = () -> new NioSocketChannel(
                opening.open(vpcId, () -> java.nio.channels.SocketChannel.open(StandardProtocolFamily.INET)));
        this.servers = () -> new NioServerSocketChannel(
                opening.open(vpcId, () -> java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.INET)));
    }

    /** Opens sockets in VPCs, not yet bound or connected. */
    interface InVpc {
        <T> T open(String vpcId, Callable<T> body) throws IOException;
    }

    private interface Opener<C extends Channel> {
        C open() throws IOException;
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return shared.onServer(false);
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return shared.onClient(false);
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        try {
            if (type.equals(SocketChannel.class)) {
                return type.cast(clients.open());
            }
            if (type.equals(ServerSocketChannel.class)) {
                return type.cast(servers.open());
            }
            throw new IllegalArgumentException("no channel of type " + type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
