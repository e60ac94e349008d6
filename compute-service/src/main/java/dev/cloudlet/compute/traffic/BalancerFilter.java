package dev.cloudlet.compute.traffic;

import dev.cloudlet.kit.http.CallFilter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.http.server.HttpServerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

/**
 * Takes the requests whose host is a load balancer's, {@code name-number.region.elb.localhost} or any name below that, before
 * they are taken for calls of AWS's API.
 */
@Component
final class BalancerFilter implements WebFilter, Ordered {
    private static final Pattern HOST =
            Pattern.compile("(?:.+\\.)?([a-z0-9-]+\\.[a-z0-9-]+\\.elb\\.localhost)(?::(\\d{1,5}))?");

    private final RouteSource routes;
    private final TargetChooser chooser;
    private final Forwarding forwarding;
    private final Load load;
    private final TrafficMetrics metrics;

    BalancerFilter(
            RouteSource routes, TargetChooser chooser, Forwarding forwarding, Load load, TrafficMetrics metrics) {
        this.routes = routes;
        this.chooser = chooser;
        this.forwarding = forwarding;
        this.load = load;
        this.metrics = metrics;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        String host = String.valueOf(headers.getFirst(HttpHeaders.HOST)).toLowerCase(Locale.ROOT);
        Matcher named = HOST.matcher(host);
        if (!named.matches()) {
            return chain.filter(exchange);
        }
        if (isAmbiguous(headers)) {
            return Answers.error(exchange, HttpStatus.BAD_REQUEST);
        }
        int port = named.group(2) == null ? 80 : Integer.parseInt(named.group(2));
        return routes.find(named.group(1))
                .flatMap(found -> found.isEmpty()
                        ? Answers.error(exchange, HttpStatus.SERVICE_UNAVAILABLE)
                        : serve(exchange, found.get(), port));
    }

    /** Two parsers could find two different ends of such a request, and the second one somebody's smuggled request. */
    private static boolean isAmbiguous(HttpHeaders headers) {
        List<String> lengths = headers.getOrEmpty(HttpHeaders.CONTENT_LENGTH);
        List<String> encodings = headers.getOrEmpty(HttpHeaders.TRANSFER_ENCODING);
        return headers.getOrEmpty(HttpHeaders.HOST).size() > 1
                || lengths.size() > 1
                || (!lengths.isEmpty() && !lengths.getFirst().matches("\\d{1,18}"))
                || (!lengths.isEmpty() && !encodings.isEmpty())
                || encodings.size() > 1
                || (encodings.size() == 1 && !encodings.getFirst().equalsIgnoreCase("chunked"));
    }

    private Mono<Void> serve(ServerWebExchange exchange, Routes found, int port) {
        Optional<Routes.Port> listener = found.listener(port);
        if (listener.isEmpty()) {
            return Answers.error(exchange, HttpStatus.SERVICE_UNAVAILABLE);
        }
        String target = target(exchange.getRequest());
        RequestView request = view(exchange.getRequest(), target);
        Action action = listener.get().action(request);
        TrafficMetrics.Measured measured = metrics.begin(found);
        return switch (action.type()) {
            case FIXED_RESPONSE ->
                Answers.fixed(exchange, action.fixedResponseConfig())
                        .doOnSuccess(done -> measured.answered("HTTP_Fixed_Response_Count"));
            case REDIRECT ->
                Answers.redirect(exchange, request, action.redirectConfig())
                        .doOnSuccess(done -> measured.answered("HTTP_Redirect_Count"));
            default -> {
                var choice = chooser.choose(
                        found, action, exchange.getRequest().getCookies().getOrDefault(StickyCookies.NAME, List.of()));
                yield choice.isEmpty()
                        ? Answers.error(exchange, HttpStatus.SERVICE_UNAVAILABLE)
                                .doOnSuccess(done -> measured.failed(503))
                        : forward(
                                exchange,
                                new Forwarding.Errand(
                                        found, request, target, listener.get().number(), choice.get()),
                                measured);
            }
        };
    }

    private Mono<Void> forward(ServerWebExchange exchange, Forwarding.Errand errand, TrafficMetrics.Measured measured) {
        return Mono.defer(() -> {
            load.begin(errand.to());
            return forwarding.forward(exchange, errand).doFinally(end -> {
                load.end(errand.to());
                if (end == SignalType.CANCEL) {
                    // AWS logs these as 460: the client went away before there was an answer.
                    measured.failed(460);
                } else {
                    measured.forwarded(exchange.getResponse(), errand.choice().pool());
                }
            });
        });
    }

    private static RequestView view(ServerHttpRequest request, String target) {
        int question = target.indexOf('?');
        String host =
                String.valueOf(request.getHeaders().getFirst(HttpHeaders.HOST)).toLowerCase(Locale.ROOT);
        int colon = host.indexOf(':');
        String client = request.getHeaders().getFirst(CallFilter.CLIENT_IP);
        return new RequestView(
                request.getMethod().name(),
                colon < 0 ? host : host.substring(0, colon),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                request.getHeaders(),
                client != null ? client : remote(request.getRemoteAddress()));
    }

    private static String remote(@Nullable InetSocketAddress address) {
        return address == null || address.getAddress() == null
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
    }

    private static String target(ServerHttpRequest request) {
        if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty) {
            String uri = netty.uri();
            int scheme = uri.startsWith("/") ? -1 : uri.indexOf("://");
            int path = scheme < 0 ? 0 : uri.indexOf('/', scheme + 3);
            return path < 0 || !uri.startsWith("/", path) ? "/" : uri.substring(path);
        }
        String query = request.getURI().getRawQuery();
        return request.getURI().getRawPath() + (query == null ? "" : "?" + query);
    }
}
