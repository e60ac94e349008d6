package dev.cloudlet.protocol;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** A server that decodes whatever comes, remembers it, and answers what it was told to. */
final class WireServer implements AutoCloseable {
    static final byte[] STREAM = "a stream of bytes".getBytes(StandardCharsets.UTF_8);
    static final String REQUEST_ID = "0123456789abcdef";

    private final Wire wire;
    private final HttpServer http;
    volatile @Nullable SdkPojo response;
    volatile @Nullable AwsException error;
    volatile boolean validate;
    volatile @Nullable SdkPojo request;
    volatile @Nullable OperationModel operation;
    volatile @Nullable Target target;
    volatile @Nullable Throwable failure;

    WireServer(Wire wire) throws IOException {
        this.wire = wire;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::serve);
        http.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    void forget() {
        request = null;
        operation = null;
        failure = null;
        error = null;
        response = null;
    }

    // The process's edge of this test: whatever goes wrong is kept for the assertion.
    @SuppressWarnings("PMD")
    private void serve(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        URI uri = exchange.getRequestURI();
        RequestHead head = new RequestHead(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                Objects.requireNonNullElse(uri.getRawQuery(), ""),
                headers);
        byte[] body = exchange.getRequestBody().readAllBytes();
        WireResponse answer;
        try {
            answer = answer(head, S3Quirks.isAwsChunked(head) ? unchunk(body) : body);
        } catch (RuntimeException e) {
            failure = e;
            answer = new WireResponse(500, Map.of(), new byte[0]);
        }
        send(exchange, answer);
    }

    private WireResponse answer(RequestHead head, byte[] body) {
        Target found = wire.needsBody(head) ? wire.target(head, body) : wire.target(head);
        target = found;
        OperationModel called = null;
        try {
            called = wire.operation(found, head, body);
            operation = called;
            request = validate
                    ? wire.decode(found, called, head, body)
                    : new RequestDecoder(found, called, head, read -> {}).parse(body);
            AwsException failed = error;
            if (failed != null) {
                throw failed;
            }
            WireResponse encoded = wire.encode(found, called, Objects.requireNonNull(response), REQUEST_ID);
            return called.streamingOutput() ? new WireResponse(encoded.status(), encoded.headers(), STREAM) : encoded;
        } catch (AwsException e) {
            if (error == null) {
                failure = e;
            }
            return wire.encodeError(found, called, e, REQUEST_ID, head.rawPath());
        }
    }

    private static void send(HttpExchange exchange, WireResponse answer) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        answer.headers().forEach((name, values) -> {
            if (head || !name.equalsIgnoreCase("Content-Length")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean empty = head || answer.body().length == 0;
        exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    private static byte[] unchunk(byte[] framed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (framed[end] != '\r') {
                end++;
            }
            String size = new String(framed, at, end - at, StandardCharsets.ISO_8859_1).split(";", -1)[0];
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                return out.toByteArray();
            }
            out.write(framed, end + 2, length);
            at = end + 2 + length + 2;
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
