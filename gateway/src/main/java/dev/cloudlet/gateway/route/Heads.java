package dev.cloudlet.gateway.route;

import dev.cloudlet.protocol.RequestHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Request heads as the protocol library wants them. */
final class Heads {
    private Heads() {}

    static RequestHead of(ServerHttpRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        request.getHeaders().forEach((name, values) -> headers.computeIfAbsent(
                        name.toLowerCase(Locale.ROOT), first -> new ArrayList<>(values.size()))
                .addAll(values));
        String query = request.getURI().getRawQuery();
        return new RequestHead(
                request.getMethod().name(), request.getURI().getRawPath(), query == null ? "" : query, headers);
    }
}
