package dev.cloudlet.gateway.admin;

import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.limit.LimitConfiguration;
import dev.cloudlet.kit.limit.Limits;
import dev.cloudlet.kit.limit.Limits.Limit;
import dev.cloudlet.protocol.AwsException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What services that are well cannot do on their machine. */
@Component
final class CloudLimits {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ServiceCalls services;

    CloudLimits(ServiceCalls services) {
        this.services = services;
    }

    /** Those of one service; none if it does not say in time: how it is, is asked elsewhere. */
    Flux<Limit> of(String service) {
        return Mono.fromCallable(() -> services.call(service, LimitConfiguration.OPERATION, true, Limits.class))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(PATIENCE, Mono.empty())
                .onErrorResume(AwsException.class, refused -> Mono.empty())
                .flatMapIterable(Limits::limits);
    }
}
