package dev.cloudlet.gateway.route;

import java.util.List;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Puts back what Spring Cloud Gateway takes out as not trustworthy: these headers may be signed, and a load balancer passes
 * them on. No service of ours believes them.
 */
@Component
final class ForwardedAsSent implements HttpHeadersFilter, Ordered {
    private static final List<String> NAMES = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto");

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders kept, ServerWebExchange exchange) {
        HttpHeaders sent = exchange.getRequest().getHeaders();
        HttpHeaders all = new HttpHeaders();
        all.addAll(kept);
        for (String name : NAMES) {
            List<String> values = sent.get(name);
            if (values != null) {
                all.put(name, values);
            }
        }
        return all;
    }
}
