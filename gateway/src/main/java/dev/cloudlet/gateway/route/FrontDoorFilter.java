package dev.cloudlet.gateway.route;

import dev.cloudlet.kit.http.CallFilter;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.CommonError;
import dev.cloudlet.protocol.RequestHead;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.NotFoundException;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The first thing a request meets: finds its service, gives it an id and takes away what only the cloud's own parts may say.
 * What stands behind answers for itself; if that cannot be reached, the client is told so in its own protocol.
 */
@Component
final class FrontDoorFilter implements GlobalFilter, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoorFilter.class);
    private static final String INTERNAL_HEADERS = "x-cloudlet-";

    /** An unsigned form that has to be read to know whose it is. AWS takes no such form of more than this. */
    private static final int MAX_FORM_BYTES = 1 << 20;

    private final Recognizer recognizer;

    FrontDoorFilter(Recognizer recognizer) {
        this.recognizer = recognizer;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange seen, GatewayFilterChain chain) {
        ServerWebExchange exchange = Preflight.asAsked(seen);
        RequestHead head = Heads.of(exchange.getRequest());
        String requestId = UUID.randomUUID().toString();
        if (BalancerTraffic.isNamedBy(head.host())) {
            Silence.on(exchange);
            return pass(exchange, chain, new BalancerTraffic(), requestId);
        }
        if (!recognizer.needsBody(head)) {
            return call(exchange, chain, recognizer.recognize(head, new byte[0]), requestId);
        }
        return DataBufferUtils.join(exchange.getRequest().getBody(), MAX_FORM_BYTES)
                .map(RepeatedBody::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(form ->
                        call(RepeatedBody.on(exchange, form), chain, recognizer.recognize(head, form), requestId))
                .onErrorResume(
                        DataBufferLimitException.class,
                        e -> Passage.refuse(
                                exchange,
                                recognizer.recognize(head, new byte[0]),
                                requestId,
                                CommonError.REQUEST_ENTITY_TOO_LARGE.of("The request is too large.")));
    }

    private static Mono<Void> call(
            ServerWebExchange exchange, GatewayFilterChain chain, Recognizer.Recognized call, String requestId) {
        if (BodyLimit.exceeds(exchange.getRequest().getHeaders())) {
            return Passage.refuse(exchange, call, requestId, BodyLimit.refusal());
        }
        return pass(exchange, chain, call, requestId);
    }

    private static Mono<Void> pass(
            ServerWebExchange exchange, GatewayFilterChain chain, Recognizer.Recognized recognized, String requestId) {
        Optional<String> service = ServiceTable.serving(recognized.signingName());
        if (service.isEmpty()) {
            return Passage.refuse(
                    exchange,
                    recognized,
                    requestId,
                    CommonError.NOT_IMPLEMENTED.of(
                            "The service %s is not part of this cloud.", recognized.signingName()));
        }
        ServerWebExchange marked = exchange.mutate()
                .request(marked(exchange.getRequest(), requestId))
                .build();
        new Passage(recognized, service.get(), requestId).on(marked);
        return chain.filter(marked)
                .onErrorResume(
                        failure -> isUnreachable(failure)
                                && !exchange.getResponse().isCommitted(),
                        failure ->
                                Passage.refuse(exchange, recognized, requestId, unavailable(service.get(), failure)));
    }

    private static ServerHttpRequest marked(ServerHttpRequest request, String requestId) {
        return request.mutate()
                .headers(headers -> {
                    List<String> forged = headers.headerNames().stream()
                            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(INTERNAL_HEADERS))
                            .toList();
                    forged.forEach(headers::remove);
                    mark(headers, request, requestId);
                })
                .build();
    }

    private static void mark(HttpHeaders headers, ServerHttpRequest request, String requestId) {
        headers.set(CallFilter.REQUEST_ID, requestId);
        InetSocketAddress client = request.getRemoteAddress();
        if (client != null && client.getAddress() != null) {
            headers.set(CallFilter.CLIENT_IP, client.getAddress().getHostAddress());
        }
    }

    private static boolean isUnreachable(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof NotFoundException
                || failure instanceof AwsException;
    }

    private static AwsException unavailable(String service, Throwable failure) {
        if (failure instanceof AwsException known) {
            return known;
        }
        LOG.warn("{} did not answer: {}", service, failure.toString());
        return CommonError.SERVICE_UNAVAILABLE.of("%s cannot be reached. Try again in a moment.", service);
    }
}
