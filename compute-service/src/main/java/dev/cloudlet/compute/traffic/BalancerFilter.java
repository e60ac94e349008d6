package dev.cloudlet.compute.traffic;

import dev.cloudlet.kit.http.CallFilter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes the requests from outside of VPCs whose host is a load balancer's, {@code name-number.region.elb.localhost} or any
 * name below that, before they are taken for calls of AWS's API.
 */
@Component
final class BalancerFilter implements WebFilter, Ordered {
    private static final Logger log = LoggerFactory.getLogger(BalancerFilter.class);
    private static final Pattern HOST =
            Pattern.compile("(?:.+\\.)?([a-z0-9-]+\\.[a-z0-9-]+\\.elb\\.localhost)(?::(\\d{1,5}))?");

    private final RouteSource routes;
    private final Serving serving;

    BalancerFilter(RouteSource routes, Serving serving) {
        this.routes = routes;
        this.serving = serving;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String host = String.valueOf(exchange.getRequest().getHeaders().getFirst(HttpHeaders.HOST))
                .toLowerCase(Locale.ROOT);
        Matcher named = HOST.matcher(host);
        if (!named.matches()) {
            return chain.filter(exchange);
        }
        int port = named.group(2) == null ? 80 : Integer.parseInt(named.group(2));
        return routes.find(named.group(1))
                .flatMap(found -> found.isEmpty()
                        ? Answers.error(exchange, HttpStatus.SERVICE_UNAVAILABLE)
                        : serve(exchange, found.get(), port));
    }

    private Mono<Void> serve(ServerWebExchange exchange, Routes found, int port) {
        Optional<Routes.Port> listener = found.nearest(port);
        if (listener.isEmpty()) {
            return Answers.error(exchange, HttpStatus.SERVICE_UNAVAILABLE);
        }
        String client = client(exchange.getRequest());
        if (!found.admits(client, listener.get().number())) {
            log.debug("no security group of {} lets {} in", found.balancer().name(), client);
            return Answers.silence(exchange);
        }
        return serving.serve(exchange, found, listener.get(), client);
    }

    private static String client(ServerHttpRequest request) {
        String told = request.getHeaders().getFirst(CallFilter.CLIENT_IP);
        return told != null ? told : Clients.address(request);
    }
}
