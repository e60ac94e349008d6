package dev.cloudlet.compute.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * Carries WebSockets: the upgrade goes to the target as it came, and once the target has agreed, the bytes of either side go
 * to the other untouched, as fast as that one takes them. A target that does not agree has its answer passed on like any.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html">Listeners</a>
 */
@Component
final class Upgrades {
    private static final String HTTP = "http";
    private static final String EARLY = "early";
    private static final int MOST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 64 << 10;
    private static final int CHUNK = 64 << 10;
    private static final String VERSION = "13";

    /** What the server's side of the handshake writes by itself. */
    private static final Set<String> OWN = Set.of("sec-websocket-accept", "content-length");

    private final Upstreams upstreams;
    private final Forwarding forwarding;
    private final Clock clock;

    Upgrades(Upstreams upstreams, Forwarding forwarding, Clock clock) {
        this.upstreams = upstreams;
        this.forwarding = forwarding;
        this.clock = clock;
    }

    /** Whether a client wants to speak WebSocket; whatever else it would upgrade to is not for balancers. */
    static boolean isWanted(ServerHttpRequest request) {
        org.springframework.http.HttpHeaders headers = request.getHeaders();
        return request.getMethod().equals(org.springframework.http.HttpMethod.GET)
                && "websocket".equalsIgnoreCase(headers.getUpgrade())
                && headers.getConnection().stream().anyMatch("upgrade"::equalsIgnoreCase)
                && VERSION.equals(headers.getFirst("Sec-WebSocket-Version"))
                && headers.containsHeader("Sec-WebSocket-Key")
                && !Forwarding.hasBody(request);
    }

    Mono<Void> carry(ServerWebExchange exchange, Forwarding.Errand errand) {
        return Mono.usingWhen(
                        upstreams.connect(errand.routes(), errand.to().address()),
                        target -> talk(exchange, errand, target),
                        target -> Mono.fromRunnable(target::dispose))
                .onErrorResume(failure -> Forwarding.fail(exchange, failure));
    }

    private Mono<Void> talk(ServerWebExchange exchange, Forwarding.Errand errand, Connection target) {
        target.addHandlerLast(HTTP, new HttpClientCodec(MOST_LINE, MOST_HEADERS, CHUNK));
        target.addHandlerFirst(new Idle(errand.idle()));
        Flux<?> answer = target.inbound().receiveObject();
        return target.outbound()
                .sendObject(head(errand))
                .then()
                .thenMany(answer.switchOnFirst((first, all) -> first.get() instanceof HttpResponse response
                        ? answer(exchange, errand, target, response, all)
                        : Mono.error(new IOException("no answer to an upgrade"))))
                .then();
    }

    private HttpRequest head(Forwarding.Errand errand) {
        HttpHeaders headers = new DefaultHttpHeaders();
        ForwardedHeaders.write(
                headers,
                errand.request(),
                errand.routes().balancer(),
                errand.port(),
                errand.targetHost(),
                clock.instant());
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.GET,
                errand.target(),
                Unpooled.EMPTY_BUFFER,
                headers,
                EmptyHttpHeaders.INSTANCE);
    }

    private Mono<Void> answer(
            ServerWebExchange exchange,
            Forwarding.Errand errand,
            Connection target,
            HttpResponse response,
            Flux<?> all) {
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            target.removeHandler(HTTP);
            forwarding.head(exchange, errand, response.status().code(), response.headers());
            OWN.forEach(exchange.getResponse().getHeaders()::remove);
            return join(exchange.getResponse(), target, all.ofType(ByteBuf.class));
        }
        Flux<ByteBuf> content = all.ofType(HttpContent.class)
                .takeUntil(LastHttpContent.class::isInstance)
                .map(HttpContent::content);
        return forwarding.answer(exchange, errand, response.status().code(), response.headers(), content);
    }

    private static Mono<Void> join(ServerHttpResponse response, Connection target, Flux<ByteBuf> fromTarget) {
        HttpServerResponse client = ServerHttpResponseDecorator.getNativeResponse(response);
        Sinks.Empty<Void> over = Sinks.empty();
        // A client may speak as soon as it has the answer, which is before what stands here is out of its way.
        client.withConnection(connection -> connection.channel().pipeline().addFirst(EARLY, new Early()));
        // The answer of the handshake is written where the headers are committed already.
        return response.setComplete()
                .then(Mono.defer(() -> client.sendWebsocket(
                        (in, out) -> relay(out, target, fromTarget).doFinally(end -> over.tryEmitEmpty()),
                        WebsocketServerSpec.builder().build())))
                .then(over.asMono());
    }

    /** Ends when the target does, and everything that it has said is with the client. */
    private static Mono<Void> relay(WebsocketOutbound client, Connection target, Flux<ByteBuf> fromTarget) {
        // Both sides speak WebSocket with each other: to what stands between them it is bytes.
        client.withConnection(connection -> {
            connection.removeHandler("wsdecoder").removeHandler("wsencoder");
            connection.channel().pipeline().addBefore(NettyPipeline.ReactiveBridge, "up", new Up(target.channel()));
            connection.channel().pipeline().remove(EARLY);
            connection.channel().read();
        });
        return client.sendObject(fromTarget.map(ByteBuf::retain), any -> true)
                .then()
                .onErrorComplete();
    }

    /** Keeps what the client says until it is removed, which is when there is somebody to hear it. */
    private static final class Early extends ChannelInboundHandlerAdapter {
        private final Queue<Object> said = new ArrayDeque<>();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            said.add(message);
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            for (Object each = said.poll(); each != null; each = said.poll()) {
                context.fireChannelRead(each);
            }
        }
    }

    /**
     * What the client says goes to the target, and no more of it is read before it is there. Not a stream of Reactor's:
     * a target that ends would cancel it, and that would end the client's connection before it has heard everything.
     */
    private static final class Up extends ChannelInboundHandlerAdapter {
        private final Channel target;

        Up(Channel target) {
            this.target = target;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            target.writeAndFlush(message).addListener(written -> {
                if (written.isSuccess()) {
                    context.read();
                }
            });
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            target.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            super.channelInactive(context);
        }
    }

    /** Ends a connection over which nothing has come or gone for a while. */
    private static final class Idle extends IdleStateHandler {
        Idle(Duration most) {
            super(0, 0, Math.toIntExact(most.toSeconds()));
        }

        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
            var unused = context.close();
        }
    }
}
