package dev.cloudlet.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_LOADBALANCER_RESPONSE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import java.io.IOException;
import java.net.URI;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Addresses a request to the instance that the load balancer chose, with the path and query as they came: the load balancer's
 * own address has lost a doubled slash, and with it what was signed. An instance that fails is put aside.
 */
@Component
final class InstanceFilter implements GlobalFilter, Ordered {
    private final Ejected ejected;

    InstanceFilter(Ejected ejected) {
        this.ejected = ejected;
    }

    @Override
    public int getOrder() {
        return FilterOrder.INSTANCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Response<ServiceInstance> chosen = exchange.getAttribute(GATEWAY_LOADBALANCER_RESPONSE_ATTR);
        ServiceInstance instance = chosen == null ? null : chosen.getServer();
        if (instance == null) {
            return chain.filter(exchange);
        }
        URI request = exchange.getRequest().getURI();
        String query = request.getRawQuery();
        exchange.getAttributes()
                .put(
                        GATEWAY_REQUEST_URL_ATTR,
                        URI.create("http://" + instance.getHost() + ":" + instance.getPort() + request.getRawPath()
                                + (query == null ? "" : "?" + query)));
        return chain.filter(exchange).doOnError(IOException.class, failure -> ejected.add(instance, failure));
    }
}
