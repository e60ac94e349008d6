package dev.cloudlet.kit.http;

import dev.cloudlet.kit.call.Content;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.protocol.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.server.HttpServerRequest;

/** The edge of a service: takes every request but the cloud's own ({@code /_cloudlet/}) to the pipeline on a virtual thread. */
public final class CallFilter implements WebFilter {
    /** Set by the gateway, which removes it from what clients send. */
    public static final String REQUEST_ID = "x-cloudlet-request-id";

    /** Set by the gateway: the client's address. */
    public static final String CLIENT_IP = "x-cloudlet-client-ip";

    private static final Logger log = LoggerFactory.getLogger(CallFilter.class);
    private static final int CONCURRENT_CALLS = 2_000;
    private static final int BUFFERS_AHEAD = 4;
    private static final int CHUNK = 64 << 10;

    private final CallPipeline pipeline;
    private final Scheduler virtualThreads;
    private final Clock clock;
    private final Semaphore calls = new Semaphore(CONCURRENT_CALLS);

    public CallFilter(CallPipeline pipeline, Scheduler virtualThreads, Clock clock) {
        this.pipeline = pipeline;
        this.virtualThreads = virtualThreads;
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (isBetweenServices(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        if (!calls.tryAcquire()) {
            exchange.getResponse().setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
            return exchange.getResponse().setComplete();
        }
        return Mono.fromCallable(() -> run(exchange.getRequest()))
                .subscribeOn(virtualThreads)
                .flatMap(outcome -> write(exchange, outcome))
                .doFinally(signal -> calls.release());
    }

    /** What comes through the gateway is a call even then: a key of a bucket that has a host of its own. */
    private static boolean isBetweenServices(ServerHttpRequest request) {
        return request.getPath().value().startsWith("/_cloudlet/")
                && !request.getHeaders().containsHeader(REQUEST_ID);
    }

    private Outcome run(ServerHttpRequest request) {
        InputStream body = body(request);
        Outcome outcome = pipeline.run(arrival(request, body));
        try {
            body.close();
        } catch (IOException e) {
            log.debug("The client left before its request had ended.", e);
        }
        return outcome;
    }

    private static InputStream body(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        boolean none = headers.getContentLength() <= 0 && headers.getFirst(HttpHeaders.TRANSFER_ENCODING) == null;
        return none
                ? InputStream.nullInputStream()
                : new ArrivingBody(
                        () -> DataBufferUtils.subscriberInputStream(request.getBody(), BUFFERS_AHEAD),
                        headers.getContentLength());
    }

    private Arrival arrival(ServerHttpRequest request, InputStream body) {
        Map<String, List<String>> headers = new HashMap<>();
        request.getHeaders().forEach((name, values) -> headers.computeIfAbsent(
                        name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .addAll(values));
        String id = removeFirst(headers, REQUEST_ID);
        String client = removeFirst(headers, CLIENT_IP);
        String target = target(request);
        int question = target.indexOf('?');
        RequestHead head = new RequestHead(
                request.getMethod().name(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers);
        return new Arrival(
                id != null ? id : UUID.randomUUID().toString(),
                head,
                client != null ? client : remoteAddress(request),
                clock.instant(),
                body,
                request.getHeaders().getContentLength());
    }

    /** The request target byte for byte as sent: a URI object would refuse or change what a signature covers. */
    private static String target(ServerHttpRequest request) {
        if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty) {
            String uri = netty.uri();
            int scheme = uri.startsWith("/") ? -1 : uri.indexOf("://");
            int path = scheme < 0 ? 0 : uri.indexOf('/', scheme + 3);
            return path < 0 ? "/" : uri.substring(path);
        }
        String query = request.getURI().getRawQuery();
        return request.getURI().getRawPath() + (query == null ? "" : "?" + query);
    }

    private static @Nullable String removeFirst(Map<String, List<String>> headers, String name) {
        List<String> values = headers.remove(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    private static String remoteAddress(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "127.0.0.1"
                : remote.getAddress().getHostAddress();
    }

    private Mono<Void> write(ServerWebExchange exchange, Outcome outcome) {
        ServerHttpResponse response = exchange.getResponse();
        WireResponse wire = outcome.response();
        response.setStatusCode(HttpStatusCode.valueOf(wire.status()));
        wire.headers().forEach((name, values) -> response.getHeaders().put(name, values));
        Content content = outcome.content();
        if (hasNoBody(exchange.getRequest().getMethod(), wire.status())) {
            return response.setComplete();
        }
        if (content == null) {
            boolean sized = response.getHeaders().containsHeader(HttpHeaders.CONTENT_LENGTH);
            if (wire.body().length > 0 || !sized) {
                response.getHeaders().setContentLength(wire.body().length);
            }
            return wire.body().length == 0 ? response.setComplete() : bytes(response, wire.body());
        }
        if (content.length() >= 0) {
            response.getHeaders().setContentLength(content.length());
        }
        return switch (content) {
            case Content.Bytes(byte[] bytes) -> bytes(response, bytes);
            case Content.FileRegion(var file, long offset, long length) ->
                response instanceof ZeroCopyHttpOutputMessage zeroCopy
                        ? zeroCopy.writeWith(file, offset, length)
                        : response.writeWith(DataBufferUtils.takeUntilByteCount(
                                DataBufferUtils.readAsynchronousFileChannel(
                                        () -> java.nio.channels.AsynchronousFileChannel.open(file),
                                        offset,
                                        response.bufferFactory(),
                                        CHUNK),
                                length));
            case Content.Stream(InputStream stream, long length) ->
                response.writeAndFlushWith(chunks(stream, response.bufferFactory())
                        .subscribeOn(virtualThreads)
                        .map(Mono::just));
        };
    }

    /** As DataBufferUtils.readInputStream, which reads 16 KiB at a time however large its buffers are. */
    private static Flux<DataBuffer> chunks(InputStream stream, DataBufferFactory buffers) {
        return Flux.<DataBuffer, byte[]>generate(
                        () -> new byte[CHUNK],
                        (chunk, sink) -> {
                            try {
                                int count = stream.readNBytes(chunk, 0, CHUNK);
                                if (count == 0) {
                                    sink.complete();
                                } else {
                                    sink.next(buffers.allocateBuffer(count).write(chunk, 0, count));
                                }
                            } catch (IOException e) {
                                sink.error(e);
                            }
                            return chunk;
                        },
                        chunk -> close(stream))
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            log.debug("A stream that was sent could not be closed.", e);
        }
    }

    /** Such answers tell lengths at most: that of what a GET would have sent. */
    private static boolean hasNoBody(HttpMethod method, int status) {
        return method.equals(HttpMethod.HEAD)
                || status == HttpStatus.NO_CONTENT.value()
                || status == HttpStatus.NOT_MODIFIED.value();
    }

    private static Mono<Void> bytes(ServerHttpResponse response, byte[] bytes) {
        DataBuffer buffer = response.bufferFactory().wrap(bytes);
        return response.writeWith(Mono.just(buffer));
    }
}
