package dev.cloudlet.gateway.server;

import dev.cloudlet.kit.origin.Introduction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the introduction off a connection that the cloud carries for a machine; a false one ends the connection. */
final class IntroductionReader extends ByteToMessageDecoder {
    /** Who was introduced; unset on the connections that clients make themselves. */
    static final AttributeKey<InetSocketAddress> CLIENT = AttributeKey.valueOf(IntroductionReader.class, "client");

    private static final Logger LOG = LoggerFactory.getLogger(IntroductionReader.class);

    private final Introduction introduction;

    IntroductionReader(Introduction introduction) {
        this.introduction = introduction;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int there = Math.min(in.readableBytes(), Introduction.BYTES);
        byte[] first = ByteBufUtil.getBytes(in, in.readerIndex(), there);
        if (!Introduction.mayBegin(first)) {
            context.pipeline().remove(this);
        } else if (there == Introduction.BYTES) {
            in.skipBytes(there);
            Optional<InetSocketAddress> client = introduction.client(first);
            if (client.isPresent()) {
                context.channel().attr(CLIENT).set(client.get());
                context.pipeline().remove(this);
                if (!in.isReadable()) {
                    // The server reads only when asked to, and nobody behind has seen anything yet to ask after.
                    context.read();
                }
            } else {
                LOG.warn(
                        "somebody at {} introduced a client without a proof",
                        context.channel().remoteAddress());
                in.skipBytes(in.readableBytes());
                var unused = context.close();
            }
        }
    }
}
