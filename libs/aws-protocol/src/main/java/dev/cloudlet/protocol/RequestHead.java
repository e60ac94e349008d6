package dev.cloudlet.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of an HTTP request that precedes its body, as the client sent it.
 *
 * @param method the HTTP method, upper case
 * @param rawPath the path as sent, not decoded; {@code S3Quirks} and the router decode label by label
 * @param rawQuery the query as sent, without the question mark; {@code ""} if there is none
 * @param headers all headers, with names in lower case
 */
public record RequestHead(String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {

    /** The first value of a header, or null if the request has no such header. */
    public @Nullable String first(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** The host the client named, without a port, in lower case; {@code ""} if it named none. */
    public String host() {
        String host = first("host");
        if (host == null) {
            return "";
        }
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return (end <= 0 ? host : host.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    RequestHead withPath(String path) {
        return new RequestHead(method, path, rawQuery, headers);
    }
}
