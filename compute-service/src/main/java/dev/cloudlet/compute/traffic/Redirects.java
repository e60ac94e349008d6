package dev.cloudlet.compute.traffic;

import java.util.Locale;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;

/** Where a redirect leads. */
final class Redirects {
    private Redirects() {}

    /**
     * The URL.
     *
     * @param clientHost the Host header as the client sent it: its port is what the client knows this listener by
     */
    static String location(RedirectActionConfig config, RequestView request, String clientHost) {
        int colon = clientHost.lastIndexOf(':');
        String port =
                config.port().equals("#{port}") ? (colon < 0 ? "" : clientHost.substring(colon + 1)) : config.port();
        String path = filled(config.path(), request);
        String query = filled(config.query(), request);
        return (config.protocol().equals("#{protocol}")
                        ? "http"
                        : config.protocol().toLowerCase(Locale.ROOT))
                + "://"
                + filled(config.host(), request)
                + (port.isEmpty() ? "" : ":" + port)
                + path
                + (query.isEmpty() ? "" : "?" + query);
    }

    private static String filled(String template, RequestView request) {
        String path = request.path().startsWith("/") ? request.path().substring(1) : request.path();
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            if (template.startsWith("#{host}", at)) {
                filled.append(request.host());
                at += "#{host}".length();
            } else if (template.startsWith("#{path}", at)) {
                filled.append(path);
                at += "#{path}".length();
            } else if (template.startsWith("#{query}", at)) {
                filled.append(request.query());
                at += "#{query}".length();
            } else {
                filled.append(template.charAt(at++));
            }
        }
        return filled.toString();
    }
}
