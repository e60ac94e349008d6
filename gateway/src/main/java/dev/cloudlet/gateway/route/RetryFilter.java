package dev.cloudlet.gateway.route;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Tries another instance: for what reads after any broken connection, for what writes only if the connection was refused, and
 * so nothing can have happened. Tries for as long as the gateway holds requests, for every kept connection to an instance that
 * ended is found broken one by one. Spring Cloud Gateway's own filter would keep every body in memory for this.
 */
@Component
final class RetryFilter implements GlobalFilter, Ordered {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final Duration hold;

    RetryFilter(@Value("${cloudlet.gateway.hold}") Duration hold) {
        this.hold = hold;
    }

    @Override
    public int getOrder() {
        return FilterOrder.RETRY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        long end = System.nanoTime() + hold.toNanos();
        return chain.filter(exchange)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(failure -> System.nanoTime() - end < 0 && mayRepeat(exchange, failure))
                        .doBeforeRetry(signal -> ServerWebExchangeUtils.reset(exchange))
                        .onRetryExhaustedThrow((retry, signal) -> signal.failure()));
    }

    private static boolean mayRepeat(ServerWebExchange exchange, Throwable failure) {
        return !exchange.getResponse().isCommitted()
                && (failure instanceof ConnectException || (failure instanceof IOException && isRead(exchange)));
    }

    private static boolean isRead(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return reads && !Passage.hasBody(exchange.getRequest());
    }
}
