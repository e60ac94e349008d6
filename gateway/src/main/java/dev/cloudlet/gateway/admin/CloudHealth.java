package dev.cloudlet.gateway.admin;

import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.kit.inprocess.ServiceState;
import dev.cloudlet.kit.internal.ServiceCalls;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How each service is, asked now. */
@Component
final class CloudHealth {
    private final InProcessServices local;
    private final RemoteHealth remote;

    CloudHealth(InProcessServices local, RemoteHealth remote) {
        this.local = local;
        this.remote = remote;
    }

    /**
     * What is answered.
     *
     * @param status {@code up} if every service is, {@code starting} while none has failed, otherwise {@code degraded}
     * @param services {@code up}, {@code starting}, {@code down}, {@code failed: why}, by service
     */
    record Report(String status, Map<String, String> services) {
        static Report of(Map<String, String> services) {
            boolean up = services.values().stream().allMatch("up"::equals);
            boolean starting =
                    services.values().stream().allMatch(state -> state.equals("up") || state.equals("starting"));
            return new Report(up ? "up" : starting ? "starting" : "degraded", services);
        }

        boolean isUp() {
            return status.equals("up");
        }
    }

    Mono<Report> report() {
        return Flux.fromIterable(ServiceCalls.SERVICES)
                .flatMap(service -> state(service).map(state -> Map.entry(service, state)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new)
                .map(Report::of);
    }

    private Mono<String> state(String service) {
        if (!local.hosts(service)) {
            return remote.state(service);
        }
        return switch (local.state(service)) {
            case ServiceState.Starting starting -> Mono.just("starting");
            case ServiceState.Failed(String reason) -> Mono.just("failed: " + reason);
            case ServiceState.Serving(var healthy) ->
                Mono.fromCallable(() -> healthy.get() ? "up" : "down").subscribeOn(Schedulers.boundedElastic());
        };
    }
}
