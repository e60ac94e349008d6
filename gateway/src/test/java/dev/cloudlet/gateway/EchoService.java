package dev.cloudlet.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** A service that answers with what arrived: method, target, the length of the body, and the headers, a line each. */
public final class EchoService implements HttpHandler {
    private static final int BLOCK = 64 << 10;

    private final String name;

    public EchoService(String name) {
        this.name = name;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        if (request.getURI().getRawPath().endsWith("/refuse-unread")) {
            response.setStatusCode(HttpStatusCode.valueOf(403));
            return response.setComplete();
        }
        if (request.getURI().getRawPath().endsWith("/large")) {
            long blocks = Long.parseLong(request.getURI().getRawQuery());
            response.getHeaders().setContentLength(blocks * BLOCK);
            return response.writeWith(Flux.range(0, (int) blocks)
                    .map(i -> response.bufferFactory().wrap(new byte[BLOCK])));
        }
        AtomicLong length = new AtomicLong();
        return request.getBody()
                .doOnNext(buffer -> {
                    length.addAndGet(buffer.readableByteCount());
                    DataBufferUtils.release(buffer);
                })
                .then(Mono.defer(() -> answer(request, response, length.get())));
    }

    private Mono<Void> answer(ServerHttpRequest request, ServerHttpResponse response, long length) {
        HttpServerRequest wire = ServerHttpRequestDecorator.getNativeRequest(request);
        StringBuilder text = new StringBuilder()
                .append("service: ")
                .append(name)
                .append('\n')
                .append("method: ")
                .append(request.getMethod())
                .append('\n')
                .append("target: ")
                .append(wire.uri())
                .append('\n')
                .append("uri: ")
                .append(request.getURI().getRawPath())
                .append('\n')
                .append("length: ")
                .append(length)
                .append('\n');
        request.getHeaders()
                .forEach((header, values) -> values.forEach(value -> text.append("header ")
                        .append(header.toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(value)
                        .append('\n')));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        response.getHeaders().setContentLength(bytes.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
    }
}
