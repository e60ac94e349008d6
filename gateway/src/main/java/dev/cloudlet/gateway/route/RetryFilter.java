package dev.cloudlet.gateway.route;

import java.io.IOException;
import java.net.ConnectException;
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
 * so nothing can have happened. Spring Cloud Gateway's own filter would keep every body in memory for this.
 */
@Component
final class RetryFilter implements GlobalFilter, Ordered {
    private static final int RETRIES = 2;

    @Override
    public int getOrder() {
        return FilterOrder.RETRY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange)
                .retryWhen(Retry.max(RETRIES)
                        .filter(failure -> mayRepeat(exchange, failure))
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
