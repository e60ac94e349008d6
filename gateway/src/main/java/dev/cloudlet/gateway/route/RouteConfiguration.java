package dev.cloudlet.gateway.route;

import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.protocol.Wire;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.client.HttpClient;

/** One route for everything: the filters know better than a path where a request goes. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = InstanceSupplier.class)
class RouteConfiguration {
    @Bean
    @ConditionalOnMissingBean
    InProcessServices inProcessServices() {
        return new InProcessServices(Set.of());
    }

    @Bean
    Recognizer recognizer() {
        return new WireRecognizer(Wire.of(ServiceTable.wireForms()));
    }

    /** A client that does not say what it is stays that way: what it is goes into the trail. */
    @Bean
    HttpClientCustomizer silentClient() {
        return client -> client.doOnRequest((request, connection) -> {
            if (request.requestHeaders().containsValue(HttpHeaderNames.USER_AGENT, HttpClient.USER_AGENT, false)) {
                request.requestHeaders().remove(HttpHeaderNames.USER_AGENT);
            }
        });
    }

    @Bean
    RouteLocator routes(RouteLocatorBuilder routes) {
        return routes.routes()
                .route("services", route -> route.alwaysTrue().uri("lb://services"))
                .build();
    }
}
