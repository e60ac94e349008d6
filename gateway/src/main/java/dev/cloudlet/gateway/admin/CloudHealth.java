package dev.cloudlet.gateway.admin;

import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.kit.inprocess.ServiceState;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.limit.Limits.Limit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How each service is, asked now. */
@Component
final class CloudHealth {
    private static final String UP = "up";

    private final InProcessServices local;
    private final RemoteHealth remote;
    private final CloudLimits limits;

    CloudHealth(InProcessServices local, RemoteHealth remote, CloudLimits limits) {
        this.local = local;
        this.remote = remote;
        this.limits = limits;
    }

    /**
     * What is answered.
     *
     * @param status {@code up} if every service is, {@code starting} while none has failed, otherwise {@code degraded}
     * @param services {@code up}, {@code starting}, {@code down}, {@code failed: why}, by service
     * @param limits what services that are up cannot do on this machine
     */
    record Report(String status, Map<String, String> services, List<Limit> limits) {
        static Report of(Map<String, String> services, List<Limit> limits) {
            boolean up = services.values().stream().allMatch(UP::equals);
            boolean starting =
                    services.values().stream().allMatch(state -> state.equals(UP) || state.equals("starting"));
            return new Report(up ? UP : starting ? "starting" : "degraded", services, limits);
        }

        boolean isUp() {
            return status.equals(UP);
        }
    }

    Mono<Report> report() {
        return Flux.fromIterable(ServiceCalls.SERVICES)
                .flatMap(service -> state(service).map(state -> Map.entry(service, state)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new)
                .flatMap(states -> limits(states).map(known -> Report.of(states, known)));
    }

    private Mono<List<Limit>> limits(Map<String, String> states) {
        return Flux.fromIterable(states.entrySet())
                .filter(state -> state.getValue().equals(UP))
                .flatMapSequential(state -> limits.of(state.getKey()))
                .collectList();
    }

    private Mono<String> state(String service) {
        if (!local.hosts(service)) {
            return remote.state(service);
        }
        return switch (local.state(service)) {
            case ServiceState.Starting starting -> Mono.just("starting");
            case ServiceState.Failed(String reason) -> Mono.just("failed: " + reason);
            case ServiceState.Serving(var healthy) ->
                Mono.fromCallable(() -> healthy.get() ? UP : "down").subscribeOn(Schedulers.boundedElastic());
        };
    }
}
