package dev.cloudlet.gateway.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import reactor.netty.http.server.ConnectionInfo;

/**
 * Makes every request of an introduced connection come from the client that was introduced. The server asks for a
 * client's address with nothing but the request in hand, so it travels there in a header that nobody else can set.
 */
final class IntroducedClient extends ChannelInboundHandlerAdapter {
    private static final String HEADER = "x-cloudlet-introduced";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            request.headers().remove(HEADER);
            InetSocketAddress client =
                    context.channel().attr(IntroductionReader.CLIENT).get();
            if (client != null) {
                request.headers().set(HEADER, client.getAddress().getHostAddress() + ":" + client.getPort());
            }
        }
        super.channelRead(context, message);
    }

    static ConnectionInfo of(ConnectionInfo connection, HttpRequest request) {
        String client = request.headers().get(HEADER);
        if (client == null) {
            return connection;
        }
        int colon = client.lastIndexOf(':');
        return connection.withRemoteAddress(
                new InetSocketAddress(client.substring(0, colon), Integer.parseInt(client.substring(colon + 1))));
    }
}
