package dev.cloudlet.gateway.admin;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks services of other processes how they are. */
@Component
final class RemoteHealth {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final ObjectProvider<DiscoveryClient> registry;
    private final WebClient http = WebClient.create();

    RemoteHealth(ObjectProvider<DiscoveryClient> registry) {
        this.registry = registry;
    }

    /** {@code up} if one of its instances is: that one is enough to answer. */
    Mono<String> state(String service) {
        DiscoveryClient client = registry.getIfAvailable();
        List<ServiceInstance> instances = client == null ? List.of() : client.getInstances(service);
        if (instances.isEmpty()) {
            return Mono.just("starting");
        }
        return Flux.fromIterable(instances).flatMap(this::isUp).any(up -> up).map(up -> up ? "up" : "down");
    }

    private Mono<Boolean> isUp(ServiceInstance instance) {
        return http.get()
                .uri(instance.getUri() + "/_cloudlet/health")
                .exchangeToMono(response ->
                        response.releaseBody().thenReturn(response.statusCode().isSameCodeAs(HttpStatus.OK)))
                .timeout(LIMIT)
                .onErrorReturn(false);
    }
}
