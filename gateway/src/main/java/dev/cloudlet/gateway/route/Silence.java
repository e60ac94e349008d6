package dev.cloudlet.gateway.route;

import dev.cloudlet.kit.http.Dropped;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Ends the connection of a client that a load balancer does not talk to. */
final class Silence {
    private Silence() {}

    /** Watches for the balancer to say so. */
    static void on(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> response.getHeaders().containsHeader(Dropped.HEADER)
                ? Mono.fromRunnable(() -> hangUp(response))
                : Mono.empty());
    }

    private static void hangUp(ServerHttpResponse response) {
        ServerHttpResponse inner = response;
        while (inner instanceof ServerHttpResponseDecorator decorator) {
            inner = decorator.getDelegate();
        }
        if (inner instanceof AbstractServerHttpResponse owner) {
            HttpServerResponse netty = owner.getNativeResponse();
            netty.withConnection(connection -> {
                var unused = connection.channel().close();
            });
        }
    }
}
