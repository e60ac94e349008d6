package dev.cloudlet.gateway.admin;

import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.reset.ResetConfiguration;
import dev.cloudlet.protocol.AwsException;
import java.util.List;
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
    private static final String RECEIVER = "monitoring-service";

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

    /** All at once, but for the one to which the others send what happens: it goes when they have nothing more to send. */
    Mono<Report> run() {
        List<String> senders = ServiceCalls.SERVICES.stream()
                .filter(each -> !each.equals(RECEIVER))
                .toList();
        return reset(senders).flatMap(done -> reset(List.of(RECEIVER)).map(last -> {
            done.putAll(last);
            return Report.of(done);
        }));
    }

    private Mono<Map<String, String>> reset(List<String> services) {
        return Flux.fromIterable(services)
                .flatMap(service -> Mono.fromCallable(() -> reset(service))
                        .subscribeOn(Schedulers.boundedElastic())
                        .map(outcome -> Map.entry(service, outcome)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new);
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
