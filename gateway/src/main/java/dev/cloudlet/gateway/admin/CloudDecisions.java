package dev.cloudlet.gateway.admin;

import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.trail.Decisions;
import dev.cloudlet.protocol.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Why a policy refused a call: {@code requestId} names it, without one these are the newest refusals. {@code as=text} is for
 * people, otherwise it is JSON.
 */
@Component
final class CloudDecisions {
    private static final int NEWEST = 20;

    private final ServiceCalls services;

    CloudDecisions(ServiceCalls services) {
        this.services = services;
    }

    Mono<ServerResponse> answer(ServerRequest request) {
        Optional<String> id = request.queryParam("requestId");
        boolean text = request.queryParam("as").filter("text"::equals).isPresent();
        return Mono.fromCallable(() -> ask(new Decisions.Question(id.orElse(null), NEWEST)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(found -> {
                    if (id.isPresent() && found.decisions().isEmpty()) {
                        return ServerResponse.status(HttpStatus.NOT_FOUND)
                                .bodyValue(Map.of("message", "No policy refused a call with this request id"));
                    }
                    return text
                            ? ServerResponse.ok()
                                    .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                                    .bodyValue(id.isPresent() ? DecisionText.whole(found) : DecisionText.list(found))
                            : ServerResponse.ok().bodyValue(found);
                })
                .onErrorResume(AwsException.class, e -> ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .bodyValue(Map.of("message", e.message())));
    }

    private Decisions ask(Decisions.Question question) {
        return services.call("monitoring-service", Decisions.OPERATION, question, Decisions.class);
    }
}
