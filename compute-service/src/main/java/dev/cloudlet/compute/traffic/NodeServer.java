package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.loadbalancer.Balancer;
import dev.cloudlet.kit.http.RequestGuard;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpResources;
import reactor.netty.http.server.HttpServer;

/** One port of a balancer at one of its nodes: HTTP for whatever host name. */
@Component
final class NodeServer {
    private static final int MOST_BYTES = 64 << 10;
    private static final Duration BIND = Duration.ofSeconds(10);

    private final RouteSource routes;
    private final Serving serving;
    private final VpcLoops.InVpc opening;

    NodeServer(RouteSource routes, Serving serving, VpcLoops.InVpc opening) {
        this.routes = routes;
        this.serving = serving;
        this.opening = opening;
    }

    DisposableServer open(Balancer balancer, InetSocketAddress at) {
        HttpHandler handler = WebHttpHandlerBuilder.webHandler(exchange -> serve(exchange, balancer, at.getPort()))
                .build();
        Duration idle = Duration.ofSeconds(Long.parseLong(balancer.attribute("idle_timeout.timeout_seconds")));
        return HttpServer.create()
                .runOn(new VpcLoops(HttpResources.get(), opening, balancer.vpcId()), false)
                .bindAddress(() -> at)
                .httpRequestDecoder(spec -> spec.maxInitialLineLength(MOST_BYTES)
                        .maxHeaderSize(MOST_BYTES)
                        .allowDuplicateContentLengths(false)
                        .validateHeaders(true))
                .idleTimeout(idle)
                .doOnChannelInit((observer, channel, remote) -> channel.pipeline()
                        .addAfter(NettyPipeline.HttpCodec, "requestGuard", new RequestGuard(new BadRequest())))
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow(BIND);
    }

    private Mono<Void> serve(ServerWebExchange exchange, Balancer balancer, int port) {
        return routes.find(balancer.dnsName()).flatMap(found -> found.flatMap(each -> each.listener(port))
                .map(listener -> serving.serve(exchange, found.get(), listener, Clients.address(exchange.getRequest())))
                .orElseGet(() -> Answers.error(exchange, HttpStatus.SERVICE_UNAVAILABLE)));
    }

    private record BadRequest() implements RequestGuard.Page {
        @Override
        public String type() {
            return "text/html";
        }

        @Override
        public String text(String why) {
            return Answers.page(HttpStatus.BAD_REQUEST);
        }
    }
}
