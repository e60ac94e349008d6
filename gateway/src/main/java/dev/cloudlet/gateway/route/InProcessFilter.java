package dev.cloudlet.gateway.route;

import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.kit.inprocess.ServiceState;
import dev.cloudlet.protocol.CommonError;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Hands a request to a service of this JVM, without a network in between. For a service that is still starting the request
 * waits a while. Services that do not live here are left to the filters behind.
 */
@Component
final class InProcessFilter implements GlobalFilter, Ordered {
    private final InProcessServices services;
    private final Duration hold;

    InProcessFilter(InProcessServices services, @Value("${cloudlet.gateway.hold}") Duration hold) {
        this.services = services;
        this.hold = hold;
    }

    @Override
    public int getOrder() {
        return FilterOrder.IN_PROCESS;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        String service = Passage.of(exchange).service();
        if (!services.hosts(service)) {
            return chain.filter(exchange);
        }
        HttpHandler handler = services.find(service);
        return handler != null ? hand(exchange, handler) : await(service).flatMap(late -> hand(exchange, late));
    }

    private Mono<HttpHandler> await(String service) {
        if (services.state(service) instanceof ServiceState.Failed(String reason)) {
            return Mono.error(CommonError.SERVICE_UNAVAILABLE.of("%s could not start: %s", service, reason));
        }
        return services.await(service, hold)
                .onErrorMap(
                        TimeoutException.class,
                        e -> CommonError.SERVICE_UNAVAILABLE.of(
                                "%s is still starting. Try again in a moment.", service));
    }

    private static Mono<Void> hand(ServerWebExchange exchange, HttpHandler handler) {
        ServerWebExchangeUtils.setAlreadyRouted(exchange);
        return handler.handle(exchange.getRequest(), exchange.getResponse());
    }
}
