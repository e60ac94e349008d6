package dev.cloudlet.compute.traffic;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * Headers that are for one connection only and are not passed on.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110</a>
 */
final class HopHeaders {
    private static final Set<String> ALWAYS = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "http2-settings");

    private HopHeaders() {}

    /** The names, in lower case, that must not be passed on with these headers. */
    static Set<String> of(List<String> connection) {
        Set<String> names = new HashSet<>(ALWAYS);
        for (String value : connection) {
            for (String name : value.split(",")) {
                String lower = name.trim().toLowerCase(Locale.ROOT);
                // Whoever names these would have the balancer lose what it adds or needs.
                if (!lower.equals("host") && !lower.equals("content-length") && !lower.startsWith("x-forwarded-")) {
                    names.add(lower);
                }
            }
        }
        return names;
    }

    static Set<String> of(HttpHeaders headers) {
        return of(headers.getOrEmpty(HttpHeaders.CONNECTION));
    }
}
