package dev.cloudlet.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the REST operation of a request: the most specific pattern wins. */
final class Router {
    private final Map<String, List<Route>> byMethod = new HashMap<>();

    void add(OperationModel operation) {
        byMethod.computeIfAbsent(operation.httpMethod(), method -> new ArrayList<>())
                .add(new Route(operation));
    }

    Route.@Nullable Match route(RequestHead head) {
        return route(head.method(), head);
    }

    private Route.@Nullable Match route(String method, RequestHead head) {
        if (!head.rawPath().startsWith("/")) {
            return null;
        }
        List<String> path = List.of(head.rawPath().substring(1).split("/", -1));
        if (path.size() == 1 && path.getFirst().isEmpty()) {
            path = List.of();
        }
        Map<String, List<String>> parameters = Urls.parameters(head.rawQuery());
        Route.Match best = null;
        for (Route route : byMethod.getOrDefault(method, List.of())) {
            Route.Match match = route.match(path, parameters, head);
            if (match != null && match.betterThan(best)) {
                best = match;
            }
        }
        return best;
    }
}
