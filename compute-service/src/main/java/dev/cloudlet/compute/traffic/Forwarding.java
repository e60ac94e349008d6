package dev.cloudlet.compute.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;

/** Carries a request to a target and its answer back, both as they come: neither is ever held as a whole. */
@Component
final class Forwarding {
    private final Upstreams upstreams;
    private final StickyCookies cookies;
    private final Clock clock;

    Forwarding(Upstreams upstreams, StickyCookies cookies, Clock clock) {
        this.upstreams = upstreams;
        this.cookies = cookies;
        this.clock = clock;
    }

    /**
     * One request on its way.
     *
     * @param target path and query, byte for byte as sent
     * @param port the listener's
     */
    record Errand(Routes routes, RequestView request, String target, int port, TargetChooser.Choice choice) {
        Destination to() {
            return choice.destination();
        }

        String targetHost() {
            return to().address().getAddress().getHostAddress() + ":"
                    + to().address().getPort();
        }

        Duration idle() {
            return Duration.ofSeconds(Long.parseLong(routes.balancer().attribute("idle_timeout.timeout_seconds")));
        }
    }

    Mono<Void> forward(ServerWebExchange exchange, Errand errand) {
        HttpHeaders sent = exchange.getRequest().getHeaders();
        boolean chunked = sent.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        boolean hasBody = hasBody(exchange.getRequest());
        HttpClient client = upstreams
                .of(errand.routes())
                .responseTimeout(errand.idle())
                .headers(headers -> {
                    headers.clear();
                    ForwardedHeaders.write(
                            headers,
                            errand.request(),
                            errand.routes().balancer(),
                            errand.port(),
                            errand.targetHost(),
                            clock.instant());
                });
        boolean accepts = sent.containsHeader(HttpHeaders.ACCEPT);
        boolean agent = sent.containsHeader(HttpHeaders.USER_AGENT);
        return client.request(io.netty.handler.codec.http.HttpMethod.valueOf(
                        errand.request().method()))
                .uri("http://" + errand.targetHost() + errand.target())
                .send((request, out) -> {
                    if (!accepts) {
                        request.requestHeaders().remove(HttpHeaderNames.ACCEPT);
                    }
                    if (!agent) {
                        request.requestHeaders().remove(HttpHeaderNames.USER_AGENT);
                    }
                    return hasBody ? body(exchange, errand, request, out, chunked) : noBody(request, out, sent);
                })
                .response((response, content) ->
                        answer(exchange, errand, response.status().code(), response.responseHeaders(), content))
                .then()
                .onErrorResume(failure -> fail(exchange, failure));
    }

    static boolean hasBody(ServerHttpRequest request) {
        HttpHeaders sent = request.getHeaders();
        return sent.containsHeader(HttpHeaders.TRANSFER_ENCODING) || sent.getContentLength() > 0;
    }

    private static Publisher<Void> body(
            ServerWebExchange exchange, Errand errand, HttpClientRequest request, NettyOutbound out, boolean chunked) {
        if (chunked) {
            request.requestHeaders().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        Flux<ByteBuf> body = exchange.getRequest()
                .getBody()
                .timeout(errand.idle())
                .onErrorMap(TimeoutException.class, e -> new ClientTimeout())
                .map(Forwarding::buffer);
        return out.send(body, buffer -> true);
    }

    private static Publisher<Void> noBody(HttpClientRequest request, NettyOutbound out, HttpHeaders sent) {
        request.requestHeaders().remove(HttpHeaderNames.TRANSFER_ENCODING);
        if (sent.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
            request.requestHeaders().set(HttpHeaderNames.CONTENT_LENGTH, "0");
        }
        return out;
    }

    private static ByteBuf buffer(DataBuffer data) {
        if (data instanceof NettyDataBuffer netty) {
            return netty.getNativeBuffer();
        }
        byte[] bytes = new byte[data.readableByteCount()];
        data.read(bytes);
        return Unpooled.wrappedBuffer(bytes);
    }

    /** Passes a target's status and headers on. */
    void head(ServerWebExchange exchange, Errand errand, int status, io.netty.handler.codec.http.HttpHeaders headers) {
        ServerHttpResponse to = exchange.getResponse();
        to.setStatusCode(HttpStatusCode.valueOf(status));
        Set<String> hop = HopHeaders.of(headers.getAll(HttpHeaders.CONNECTION));
        for (String name : headers.names()) {
            if (!hop.contains(name.toLowerCase(Locale.ROOT))) {
                List<String> values = new ArrayList<>(headers.getAll(name));
                to.getHeaders().put(name, values);
            }
        }
        if (errand.choice().remember()) {
            String lifetime = errand.choice().pool().group().attribute("stickiness.lb_cookie.duration_seconds");
            to.addCookie(ResponseCookie.from(StickyCookies.NAME, cookies.value(errand.to()))
                    .maxAge(Long.parseLong(lifetime))
                    .path("/")
                    .build());
        }
    }

    /** Passes a target's answer on; its content comes piece by piece, and each is released when the next is asked for. */
    Mono<Void> answer(
            ServerWebExchange exchange,
            Errand errand,
            int status,
            io.netty.handler.codec.http.HttpHeaders headers,
            Flux<ByteBuf> content) {
        ServerHttpResponse to = exchange.getResponse();
        head(exchange, errand, status, headers);
        if (errand.request().method().equals(HttpMethod.HEAD.name())
                || status == HttpStatus.NO_CONTENT.value()
                || status == HttpStatus.NOT_MODIFIED.value()) {
            return content.then().then(Mono.defer(to::setComplete));
        }
        NettyDataBufferFactory buffers = (NettyDataBufferFactory) to.bufferFactory();
        return to.writeAndFlushWith(content.map(buffer -> Mono.just(buffers.wrap(buffer.retain()))));
    }

    static Mono<Void> fail(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            // The client has part of an answer: breaking the connection is the only way to say that it is not all.
            return Mono.error(failure);
        }
        exchange.getResponse().getCookies().clear();
        HttpStatus status =
                switch (failure) {
                    case ClientTimeout e -> HttpStatus.REQUEST_TIMEOUT;
                    case ReadTimeoutException e -> HttpStatus.GATEWAY_TIMEOUT;
                    case ConnectTimeoutException e -> HttpStatus.GATEWAY_TIMEOUT;
                    case TimeoutException e -> HttpStatus.SERVICE_UNAVAILABLE;
                    default -> HttpStatus.BAD_GATEWAY;
                };
        return Answers.error(exchange, status);
    }

    /** The client stopped in the middle of what it was sending. */
    private static final class ClientTimeout extends RuntimeException {
        ClientTimeout() {
            super("the client sends no more", null, false, false);
        }
    }
}
