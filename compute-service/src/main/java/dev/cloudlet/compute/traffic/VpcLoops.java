package dev.cloudlet.compute.traffic;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import reactor.netty.resources.LoopResources;

/** The event loops of this process, with channels whose sockets were opened in a certain VPC and belong to it for ever. */
final class VpcLoops implements LoopResources {
    private final LoopResources shared;
    private final Opener opener;

    VpcLoops(LoopResources shared, Opener opener) {
        this.shared = shared;
        this.opener = opener;
    }

    /** Opens a socket that is not connected yet. */
    @FunctionalInterface
    interface Opener {
        java.nio.channels.SocketChannel open() throws IOException;
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
        if (!type.equals(SocketChannel.class)) {
            throw new IllegalArgumentException("no channel of type " + type);
        }
        try {
            return type.cast(new NioSocketChannel(opener.open()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
