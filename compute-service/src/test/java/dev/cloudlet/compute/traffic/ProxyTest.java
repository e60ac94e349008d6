package dev.cloudlet.compute.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.Balancer;
import dev.cloudlet.compute.targetgroup.Group;
import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.TrafficRule;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The traffic of a balancer, over real sockets: a client of raw HTTP on one side, a server on the other. */
final class ProxyTest {
    private static final String HOST = "web-1234567890.us-east-1.elb.localhost";
    private static final String ARN = "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/web/1";
    static final String GROUP = "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web/2";
    private static final Place PLACE = new Place("000000000000", "us-east-1");
    private static final int CHUNK = 64 << 10;

    private final AtomicLong sentByTarget = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
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
                .route(r -> r.get(
                                "/big",
                                (request, response) -> response.send(
                                        Flux.range(0, 4096).map(n -> {
                                            sentByTarget.addAndGet(CHUNK);
                                            return Unpooled.wrappedBuffer(new byte[CHUNK]);
                                        }),
                                        buffer -> true))
                        .post(
                                "/count",
                                (request, response) -> response.sendString(request.receive()
                                        .map(buffer -> (long) buffer.readableBytes())
                                        .reduce(0L, Long::sum)
                                        .map(String::valueOf)))
                        .get("/never", (request, response) -> Mono.never())
                        .get(
                                "/late",
                                (request, response) -> response.sendString(
                                        Mono.delay(Duration.ofSeconds(1)).map(tick -> "late")))
                        .route(any -> true, (request, response) -> {
                            requests.incrementAndGet();
                            StringBuilder seen = new StringBuilder(request.method() + " " + request.uri() + "\n");
                            request.requestHeaders()
                                    .forEach(each -> seen.append(each.getKey().toLowerCase(java.util.Locale.ROOT))
                                            .append('=')
                                            .append(each.getValue())
                                            .append('\n'));
                            response.header("X-Secret", "1").header("Connection", "X-Secret");
                            return response.sendString(Mono.just(seen.toString()));
                        }))
                .bindNow();
        routes = routes(target.port(), Map.of());
        balancer = serve();
    }

    private DisposableServer serve() {
        BalancerFilter filter = new BalancerFilter(name -> Mono.just(Optional.of(routes)), serving(upstreams, load));
        HttpHandler handler = WebHttpHandlerBuilder.webHandler(exchange -> {
                    exchange.getResponse().setRawStatusCode(418);
                    return exchange.getResponse().setComplete();
                })
                .filter(filter)
                .build();
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
    }

    static Serving serving(Upstreams upstreams, Load load) {
        StickyCookies cookies = new StickyCookies(new CloudletSettings(
                URI.create("http://localhost"), Path.of("."), "000000000000", "0123456789012345678901234567890123"));
        Clock clock = Clock.systemUTC();
        Forwarding forwarding = new Forwarding(upstreams, cookies, clock);
        return new Serving(
                new TargetChooser(load, cookies),
                forwarding,
                new Upgrades(upstreams, forwarding, clock),
                load,
                new TrafficMetrics(null, clock));
    }

    static <T> T here(String vpc, Callable<T> opening) throws IOException {
        try {
            return opening.call();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    static Routes routes(int port, Map<String, String> attributes) {
        return routes(port, attributes, List.of(TrafficRule.all(new TrafficRule.Peer.Block(Cidr.ANYWHERE))));
    }

    private static Routes routes(int port, Map<String, String> attributes, List<TrafficRule> admitted) {
        Balancer document = new Balancer(
                PLACE,
                ARN,
                "web",
                HOST,
                "active",
                "",
                false,
                LoadBalancer.builder().vpcId("vpc-1").build(),
                attributes);
        Group group = new Group(
                PLACE,
                GROUP,
                "web",
                TargetGroup.builder().targetType(TargetTypeEnum.IP).build(),
                Map.of("stickiness.enabled", "true"));
        Action forward = Action.builder()
                .type("forward")
                .forwardConfig(f -> f.targetGroups(List.of(TargetGroupTuple.builder()
                        .targetGroupArn(GROUP)
                        .weight(1)
                        .build())))
                .build();
        Destination to = new Destination(
                GROUP, "127.0.0.1", port, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), true);
        return new Routes(
                document,
                List.of(),
                admitted,
                List.of(new Routes.Port(80, List.of(), List.of(forward))),
                Map.of(GROUP, new Pool(group, port == 0 ? List.of() : List.of(to))));
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

    private String get(String path, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return exchange("GET " + path + " HTTP/1.1\r\nHost: " + HOST + "\r\n" + more + "Connection: close\r\n\r\n");
    }

    @Test
    void tellsTheTargetWhoAsks() throws IOException {
        String seen = get("/a%20b?x=1%2F2", "X-Forwarded-For: 203.0.113.7", "X-Custom: kept");
        assertThat(seen)
                .startsWith("HTTP/1.1 200")
                .contains("GET /a%20b?x=1%2F2")
                .contains("host=" + HOST)
                .contains("x-forwarded-for=203.0.113.7, 127.0.0.1")
                .contains("x-forwarded-proto=http")
                .contains("x-forwarded-port=80")
                .containsPattern("x-amzn-trace-id=Root=1-[0-9a-f]{8}-[0-9a-f]{24}")
                .contains("x-custom=kept")
                .doesNotContain("accept=")
                .doesNotContain("user-agent=");
    }

    @Test
    void passesNoHeaderOnThatIsForOneConnection() throws IOException {
        String seen = exchange("GET / HTTP/1.1\r\nHost: " + HOST
                + "\r\nConnection: close, X-Mine\r\nX-Mine: 1\r\nKeep-Alive: 5\r\nTE: trailers\r\n"
                + "x-cloudlet-client-ip: 203.0.113.9\r\n\r\n");
        assertThat(seen)
                .doesNotContain("x-mine=")
                .doesNotContain("keep-alive=")
                .doesNotContain("te=")
                .doesNotContain("x-cloudlet")
                .doesNotContain("X-Secret");
    }

    @Test
    void bringsAClientWithTheCookieToItsTarget() throws IOException {
        String first = get("/");
        assertThat(first).containsPattern("(?i)set-cookie: AWSALB=[\\w-]+;.*Path=/");
    }

    @Test
    void carriesABigBodyUpWithoutHoldingIt() throws IOException {
        long size = 128L << 20;
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /count HTTP/1.1\r\nHost: " + HOST + "\r\nContent-Length: " + size
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] chunk = new byte[CHUNK];
            for (long sent = 0; sent < size; sent += CHUNK) {
                out.write(chunk);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 200")
                    .contains(String.valueOf(size));
        }
    }

    @Test
    void holdsATargetBackForASlowClient() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), balancer.port()));
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /big HTTP/1.1\r\nHost: " + HOST + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            AtomicLong before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> before.getAndSet(sentByTarget.get()) == sentByTarget.get());
            assertThat(sentByTarget.get()).isLessThan(64L << 20);
        }
    }

    @Test
    void refusesWhatTwoParsersCouldReadInTwoWays() throws IOException {
        String smuggled = exchange("POST / HTTP/1.1\r\nHost: " + HOST
                + "\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\nHost: "
                + HOST
                + "\r\nConnection: close\r\n\r\n");
        assertThat(smuggled).doesNotContain("GET /admin");
        assertThat(exchange("POST / HTTP/1.1\r\nHost: " + HOST
                        + "\r\nContent-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab"))
                .startsWith("HTTP/1.1 400");
        assertThat(exchange("POST / HTTP/1.1\r\nHost: " + HOST
                        + "\r\nTransfer-Encoding: xchunked\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void answersAsAwsWhenNobodyElseCan() throws IOException {
        int port = target.port();
        routes = routes(0, Map.of());
        assertThat(get("/"))
                .startsWith("HTTP/1.1 503")
                .contains("<h1>503 Service")
                .contains("awselb/2.0");
        routes = routes(port, Map.of("idle_timeout.timeout_seconds", "1"));
        assertThat(get("/never")).startsWith("HTTP/1.1 504");
        target.disposeNow();
        routes = routes(port, Map.of());
        assertThat(get("/")).startsWith("HTTP/1.1 502");
    }

    @Test
    void countsWhatATargetWorksOn() throws Exception {
        Destination to = routes.pools().get(GROUP).destinations().getFirst();
        Thread client = Thread.ofVirtual().start(() -> {
            try {
                assertThat(get("/late")).contains("late");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        await().until(() -> load.of(to) == 1);
        client.join();
        await().until(() -> load.of(to) == 0);
    }

    @Test
    void talksOnlyToWhomItsSecurityGroupsLetIn() throws IOException {
        TrafficRule others = TrafficRule.tcp(80, 80, new TrafficRule.Peer.Block(Cidr.parse("203.0.113.0/24")));
        TrafficRule otherPort = TrafficRule.tcp(443, 443, new TrafficRule.Peer.Block(Cidr.ANYWHERE));
        TrafficRule otherProtocol = new TrafficRule(TrafficRule.UDP, 80, 80, new TrafficRule.Peer.Block(Cidr.ANYWHERE));
        TrafficRule members = TrafficRule.all(new TrafficRule.Peer.Group("sg-1"));
        routes = routes(target.port(), Map.of(), List.of(others, otherPort, otherProtocol, members));
        assertThat(get("/")).contains("x-cloudlet-dropped").doesNotContain("200 OK");
        assertThat(get("/", "x-cloudlet-client-ip: 203.0.113.9")).startsWith("HTTP/1.1 200");
        assertThat(requests).hasValue(1);

        TrafficRule me = TrafficRule.tcp(1, 80, new TrafficRule.Peer.Block(Cidr.parse("127.0.0.1/32")));
        routes = routes(target.port(), Map.of(), List.of(others, me));
        assertThat(get("/")).startsWith("HTTP/1.1 200");
    }

    @Test
    void leavesOtherHostsToTheApi() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 418");
        assertThat(requests).hasValue(0);
    }
}
