package dev.cloudlet.gateway.admin;

import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.protocol.AwsException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes accounts. The body is JSON, every member of it may be left out; the answer shows the root user's secret access key this
 * once.
 */
@Component
final class CloudAccounts {
    private static final Set<String> MEMBERS =
            Set.of("accountId", "canonicalId", "displayName", "email", "accessKeyId", "secretAccessKey");

    private final ServiceCalls services;
    private final JsonMapper json;

    CloudAccounts(ServiceCalls services, JsonMapper json) {
        this.services = services;
        this.json = json;
    }

    Mono<ServerResponse> create(ServerRequest request) {
        return request.bodyToMono(String.class)
                .defaultIfEmpty("{}")
                .flatMap(body -> Mono.fromCallable(
                                () -> services.call("iam-service", "create-account", wish(body), JsonNode.class))
                        .subscribeOn(Schedulers.boundedElastic()))
                .flatMap(account -> ServerResponse.status(HttpStatus.CREATED).bodyValue(account))
                .onErrorResume(MalformedWish.class, e -> refused(HttpStatus.BAD_REQUEST.value(), e.problem))
                .onErrorResume(AwsException.class, e -> refused(e.status(), e.message()));
    }

    private JsonNode wish(String body) {
        try {
            if (!(json.readTree(body) instanceof ObjectNode wish)) {
                throw new MalformedWish("The body must be a JSON object.");
            }
            Set<String> unknown = new TreeSet<>(wish.propertyNames());
            unknown.removeAll(MEMBERS);
            if (!unknown.isEmpty()) {
                throw new MalformedWish("Unknown " + unknown + "; known are " + new TreeSet<>(MEMBERS) + ".");
            }
            if (wish.values().stream().anyMatch(value -> !value.isString() && !value.isNull())) {
                throw new MalformedWish("Every member must be a string.");
            }
            return wish;
        } catch (JacksonException e) {
            throw new MalformedWish("The body is not JSON.");
        }
    }

    private static Mono<ServerResponse> refused(int status, String message) {
        return ServerResponse.status(status).bodyValue(Map.of("message", message));
    }

    private static final class MalformedWish extends RuntimeException {
        private final String problem;

        MalformedWish(String problem) {
            super(problem);
            this.problem = problem;
        }
    }
}
