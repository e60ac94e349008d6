package dev.cloudlet.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.PRESERVE_HOST_HEADER_ATTRIBUTE;

import dev.cloudlet.protocol.CommonError;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Addresses a request to a service of another process; waits a while for one that nobody has registered yet, or whose every
 * instance has just refused a connection: the one that takes its place registers within seconds.
 */
@Component
final class RegistryFilter implements GlobalFilter, Ordered {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final ObjectProvider<DiscoveryClient> registry;
    private final Ejected ejected;
    private final Duration hold;

    RegistryFilter(
            ObjectProvider<DiscoveryClient> registry,
            Ejected ejected,
            @Value("${cloudlet.gateway.hold}") Duration hold) {
        this.registry = registry;
        this.ejected = ejected;
        this.hold = hold;
    }

    @Override
    public int getOrder() {
        return FilterOrder.REGISTRY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        String service = Passage.of(exchange).service();
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, URI.create("lb://" + service));
        exchange.getAttributes().put(PRESERVE_HOST_HEADER_ATTRIBUTE, true);
        if (isThere(service)) {
            return chain.filter(exchange);
        }
        return Flux.interval(LOOK_AGAIN)
                .filter(tick -> isThere(service))
                .next()
                .timeout(hold)
                .onErrorMap(
                        TimeoutException.class,
                        e -> CommonError.SERVICE_UNAVAILABLE.of("%s is not running. Try again in a moment.", service))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    /** Asks the copy of the registry that is kept in memory. */
    private boolean isThere(String service) {
        DiscoveryClient client = registry.getIfAvailable();
        return client != null && client.getInstances(service).stream().anyMatch(each -> !ejected.isGone(each));
    }
}
