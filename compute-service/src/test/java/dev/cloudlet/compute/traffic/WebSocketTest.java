package dev.cloudlet.compute.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;

/** WebSockets through a balancer: the JDK's client on one side, a server on the other. */
@Timeout(60)
final class WebSocketTest {
    private final Load load = new Load();
    private final Upstreams upstreams = new Upstreams(ProxyTest::here);
    private DisposableServer target;
    private DisposableServer balancer;
    private Routes routes;

    @BeforeEach
    void start() {
        target = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(r -> r.get("/refused", (request, response) -> response.status(403)
                                .sendString(Mono.just("not you")))
                        .ws(
                                "/echo",
                                (in, out) -> out.sendObject(in.receiveFrames().map(WebSocketFrame::retain)),
                                WebsocketServerSpec.builder()
                                        .protocols("chat.v2,chat.v1")
                                        .maxFramePayloadLength(8 << 20)
                                        .build())
                        .ws("/bye", (in, out) -> out.sendString(Mono.just("bye")))
                        .get(
                                "/",
                                (request, response) -> response.sendString(Mono.just(
                                        "upgrade: " + request.requestHeaders().get("Upgrade")))))
                .bindNow();
        routes = ProxyTest.routes(target.port(), Map.of());
        Serving serving = ProxyTest.serving(upstreams, load);
        HttpHandler handler = WebHttpHandlerBuilder.webHandler(exchange ->
                        serving.serve(exchange, routes, routes.listener(80).orElseThrow(), "127.0.0.1"))
                .build();
        balancer = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
    }

    @AfterEach
    void stop() {
        balancer.disposeNow();
        target.disposeNow();
        upstreams.destroy();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), balancer.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private record Heard(BlockingQueue<String> words, CompletableFuture<Integer> closed) implements WebSocket.Listener {
        Heard() {
            this(new LinkedBlockingQueue<>(), new CompletableFuture<>());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            words.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            words.add("bytes: " + data.remaining());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    private WebSocket webSocket(String path, Heard heard) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("chat.v1")
                .header("X-Custom", "kept")
                .buildAsync(URI.create("ws://127.0.0.1:" + balancer.port() + path), heard)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void carriesAWebSocketBothWays() throws Exception {
        Heard heard = new Heard();
        WebSocket socket = webSocket("/echo", heard);
        assertThat(socket.getSubprotocol()).isEqualTo("chat.v1");

        socket.sendText("hello", true).join();
        assertThat(heard.words().poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
        socket.sendBinary(ByteBuffer.wrap(new byte[200_000]), true).join();
        int bytes = 0;
        while (bytes < 200_000) {
            bytes += Integer.parseInt(
                    String.valueOf(heard.words().poll(20, TimeUnit.SECONDS)).substring(7));
        }
        assertThat(bytes).isEqualTo(200_000);
        Destination to = routes.pools().get(ProxyTest.GROUP).destinations().getFirst();
        assertThat(load.of(to)).as("the target works on it").isEqualTo(1);

        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
        assertThat(heard.closed().orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(1000);
        await().until(() -> load.of(to) == 0);
    }

    @Test
    void endsAWebSocketWhenTheTargetDoes() throws Exception {
        Heard heard = new Heard();
        webSocket("/bye", heard);
        assertThat(heard.words().poll(20, TimeUnit.SECONDS)).isEqualTo("bye");
        assertThat(heard.closed().orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(1000);
    }

    @Test
    void letsTheTargetGoWhenTheClientVanishes() {
        Destination to = routes.pools().get(ProxyTest.GROUP).destinations().getFirst();
        WebSocket socket = webSocket("/echo", new Heard());
        await().until(() -> load.of(to) == 1);
        socket.abort();
        await().until(() -> load.of(to) == 0);
    }

    private static final String UPGRADE = """
            Connection: keep-alive, Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            \r
            """;

    @Test
    void passesOnTheAnswerOfATargetThatDoesNotUpgrade() throws IOException {
        for (String path : List.of("/refused", "/")) {
            try (Socket socket = connect()) {
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: web.example.com\r\n" + UPGRADE)
                                .getBytes(StandardCharsets.ISO_8859_1));
                byte[] answer = new byte[4096];
                int length = socket.getInputStream().read(answer);
                assertThat(new String(answer, 0, length, StandardCharsets.ISO_8859_1))
                        .startsWith(path.equals("/") ? "HTTP/1.1 200" : "HTTP/1.1 403");
            }
        }
    }

    @Test
    void endsAWebSocketOverWhichNothingGoes() throws IOException {
        routes = ProxyTest.routes(target.port(), Map.of("idle_timeout.timeout_seconds", "1"));
        String all = exchange("GET /echo HTTP/1.1\r\nHost: web.example.com\r\n" + UPGRADE);
        assertThat(all).startsWith("HTTP/1.1 101").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void doesNotUpgradeToWhatItDoesNotKnow() throws IOException {
        String seen = exchange("GET / HTTP/1.1\r\nHost: web.example.com"
                + "\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n");
        assertThat(seen).startsWith("HTTP/1.1 200").doesNotContain("h2c");
    }
}
