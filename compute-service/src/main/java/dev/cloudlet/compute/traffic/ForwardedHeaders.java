package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.loadbalancer.Balancer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * The headers that a target gets to see: those of the client, and what the balancer says of it.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html">AWS</a>
 */
final class ForwardedHeaders {
    private static final String FOR = "X-Forwarded-For";
    private static final String TRACE = "X-Amzn-Trace-Id";
    private static final int TRACE_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ForwardedHeaders() {}

    static void write(
            HttpHeaders to, RequestView request, Balancer balancer, int port, String targetHost, Instant now) {
        Set<String> hop = HopHeaders.of(request.headers());
        boolean dropOdd = on(balancer, "routing.http.drop_invalid_header_fields.enabled");
        request.headers().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean passed = !hop.contains(lower) && !lower.startsWith("x-cloudlet-");
            if (passed && (!dropOdd || name.matches("[-A-Za-z0-9]+"))) {
                to.set(name, values);
            }
        });
        if (!on(balancer, "routing.http.preserve_host_header.enabled")) {
            to.set(HttpHeaderNames.HOST, targetHost);
        }
        forwardedFor(to, request, balancer.attribute("routing.http.xff_header_processing.mode"));
        to.set("X-Forwarded-Proto", "http");
        to.set("X-Forwarded-Port", String.valueOf(port));
        trace(to, now);
    }

    private static boolean on(Balancer balancer, String attribute) {
        return balancer.attribute(attribute).equals("true");
    }

    private static void forwardedFor(HttpHeaders to, RequestView request, String mode) {
        if (mode.equals("remove")) {
            to.remove(FOR);
        } else if (mode.equals("append")) {
            String before = String.join(", ", to.getAll(FOR));
            to.set(FOR, before.isEmpty() ? request.clientIp() : before + ", " + request.clientIp());
        }
    }

    private static void trace(HttpHeaders to, Instant now) {
        byte[] random = new byte[TRACE_BYTES];
        RANDOM.nextBytes(random);
        String id = "1-" + HexFormat.of().toHexDigits(now.getEpochSecond(), 8) + "-"
                + HexFormat.of().formatHex(random);
        String before = to.get(TRACE);
        to.set(TRACE, before != null && before.contains("Root=") ? "Self=" + id + ";" + before : "Root=" + id);
    }
}
