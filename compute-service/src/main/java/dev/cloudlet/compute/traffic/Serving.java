package dev.cloudlet.compute.traffic;

import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.http.server.HttpServerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

/** Does with a request what the listener that it has come to says. */
@Component
final class Serving {
    private final TargetChooser chooser;
    private final Forwarding forwarding;
    private final Upgrades upgrades;
    private final Load load;
    private final TrafficMetrics metrics;

    Serving(TargetChooser chooser, Forwarding forwarding, Upgrades upgrades, Load load, TrafficMetrics metrics) {
        this.chooser = chooser;
        this.forwarding = forwarding;
        this.upgrades = upgrades;
        this.load = load;
        this.metrics = metrics;
    }

    /** @param client the address that the request comes from */
    Mono<Void> serve(ServerWebExchange exchange, Routes found, Routes.Port listener, String client) {
        if (isAmbiguous(exchange.getRequest().getHeaders())) {
            return Answers.error(exchange, HttpStatus.BAD_REQUEST);
        }
        String target = target(exchange.getRequest());
        RequestView request = view(exchange.getRequest(), target, client);
        Action action = listener.action(request);
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
                                new Forwarding.Errand(found, request, target, listener.number(), choice.get()),
                                measured);
            }
        };
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

    private Mono<Void> forward(ServerWebExchange exchange, Forwarding.Errand errand, TrafficMetrics.Measured measured) {
        return Mono.defer(() -> {
            load.begin(errand.to());
            return carry(exchange, errand).doFinally(end -> {
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

    private Mono<Void> carry(ServerWebExchange exchange, Forwarding.Errand errand) {
        return Upgrades.isWanted(exchange.getRequest())
                ? upgrades.carry(exchange, errand)
                : forwarding.forward(exchange, errand);
    }

    private static RequestView view(ServerHttpRequest request, String target, String client) {
        int question = target.indexOf('?');
        String host =
                String.valueOf(request.getHeaders().getFirst(HttpHeaders.HOST)).toLowerCase(Locale.ROOT);
        int colon = host.indexOf(':');
        return new RequestView(
                request.getMethod().name(),
                colon < 0 ? host : host.substring(0, colon),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                request.getHeaders(),
                client);
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
