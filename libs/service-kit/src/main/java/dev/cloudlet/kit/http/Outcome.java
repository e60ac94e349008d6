package dev.cloudlet.kit.http;

import dev.cloudlet.kit.call.Content;
import dev.cloudlet.protocol.WireResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the client.
 *
 * @param content the body when it streams out; otherwise the response has it
 */
record Outcome(WireResponse response, @Nullable Content content) {

    /** The same with further headers. */
    Outcome with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, List<String>> headers = new LinkedHashMap<>(response.headers());
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        return new Outcome(new WireResponse(response.status(), headers, response.body()), content);
    }
}
