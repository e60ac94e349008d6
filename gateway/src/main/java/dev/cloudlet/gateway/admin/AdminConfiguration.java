package dev.cloudlet.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.kit.internal.RemoteServices;
import dev.cloudlet.kit.internal.ServiceCalls;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What the cloud answers about itself. */
@Configuration(proxyBeanMethods = false)
class AdminConfiguration {
    @Bean
    ServiceCalls serviceCalls(
            InProcessServices local,
            ObjectProvider<DiscoveryClient> registry,
            CloudletSettings settings,
            JsonMapper json) {
        return new ServiceCalls(local, new RemoteServices(registry.getIfAvailable(), settings.internalToken()), json);
    }

    /** Nothing at these paths reaches a service, not even what does not exist. */
    @Bean
    RouterFunction<ServerResponse> admin(
            AdminHost host,
            AdminAccess access,
            CloudHealth health,
            CloudReset reset,
            CloudDecisions decisions,
            CloudAccounts accounts) {
        RequestPredicate ours = request -> request.path().startsWith("/_cloudlet/")
                && host.isNamedBy(request.exchange().getRequest().getHeaders());
        return route().nest(ours, own -> own.GET("/_cloudlet/health", request -> health(health))
                        .POST("/_cloudlet/reset", request -> allowed(request, access, ignored -> reset(reset)))
                        .POST("/_cloudlet/accounts", request -> allowed(request, access, accounts::create))
                        .GET("/_cloudlet/decisions", request -> allowed(request, access, decisions::answer))
                        .route(any -> true, request -> ServerResponse.status(HttpStatus.NOT_FOUND)
                                .bodyValue(Map.of(
                                        "message", request.method() + " " + request.path() + " does not exist"))))
                .build();
    }

    private static Mono<ServerResponse> health(CloudHealth health) {
        return health.report()
                .flatMap(report -> ServerResponse.status(report.isUp() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                        .bodyValue(report));
    }

    private static Mono<ServerResponse> allowed(
            ServerRequest request, AdminAccess access, HandlerFunction<ServerResponse> answer) {
        if (!access.allows(request.exchange().getRequest())) {
            return ServerResponse.status(HttpStatus.FORBIDDEN)
                    .bodyValue(Map.of(
                            "message",
                            "Only from this machine, or with the cloud's token: Authorization: Bearer TOKEN"));
        }
        return answer.handle(request);
    }

    private static Mono<ServerResponse> reset(CloudReset reset) {
        return reset.run().flatMap(report -> ServerResponse.status(
                        report.done() ? HttpStatus.OK : HttpStatus.INTERNAL_SERVER_ERROR)
                .bodyValue(report));
    }
}
