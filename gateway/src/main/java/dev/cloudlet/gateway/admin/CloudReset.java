package dev.cloudlet.gateway.admin;

import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.reset.ResetConfiguration;
import dev.cloudlet.protocol.AwsException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Brings every service back to its first state. */
@Component
final class CloudReset {
    private static final String DONE = "reset";

    private final ServiceCalls services;

    CloudReset(ServiceCalls services) {
        this.services = services;
    }

    /**
     * What is answered.
     *
     * @param done whether every service did it
     * @param services {@code reset}, or why not, by service
     */
    record Report(boolean done, Map<String, String> services) {
        static Report of(Map<String, String> services) {
            return new Report(services.values().stream().allMatch(DONE::equals), services);
        }
    }

    Mono<Report> run() {
        return Flux.fromIterable(ServiceCalls.SERVICES)
                .flatMap(service -> Mono.fromCallable(() -> reset(service))
                        .subscribeOn(Schedulers.boundedElastic())
                        .map(outcome -> Map.entry(service, outcome)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new)
                .map(Report::of);
    }

    private String reset(String service) {
        try {
            services.call(service, ResetConfiguration.OPERATION, true, Boolean.class);
            return DONE;
        } catch (AwsException refused) {
            return refused.message();
        }
    }
}
