package dev.cloudlet.gateway.route;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Brings a browser's question before a request from another origin to whom it is for. The framework would answer it here, whatever a
 * bucket or what runs behind a load balancer says: it does not recognize one without the header that makes it one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Preflight implements WebFilter {
    private static final String ASKED = Preflight.class.getName();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!CorsUtils.isPreFlightRequest(request)) {
            return chain.filter(exchange);
        }
        exchange.getAttributes().put(ASKED, request);
        return chain.filter(exchange.mutate()
                .request(request.mutate()
                        .headers(headers -> headers.remove(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD))
                        .build())
                .build());
    }

    /** The exchange with the request as it came. */
    static ServerWebExchange asAsked(ServerWebExchange exchange) {
        return exchange.getAttribute(ASKED) instanceof ServerHttpRequest asked
                ? exchange.mutate().request(asked).build()
                : exchange;
    }
}
