package dev.cloudlet.gateway.admin;

import dev.cloudlet.kit.app.CloudletSettings;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Who may change the cloud as a whole, or look behind its refusals: whoever sits at the machine (a connection from loopback), and whoever shows the
 * cloud's token as a bearer, which {@code secrets.properties} in the data directory holds. A page in the browser of whoever
 * sits at the machine may not, nor may a program in an instance or a build: it is introduced under its own address, which is
 * none of the loopback.
 */
@Component
final class AdminAccess {
    private static final String BEARER = "Bearer";
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final byte[] token;

    AdminAccess(CloudletSettings settings) {
        this.token = settings.internalToken().getBytes(StandardCharsets.UTF_8);
    }

    boolean allows(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.startsWith(BEARER)) {
            byte[] shown = authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
            return MessageDigest.isEqual(token, shown);
        }
        return isHere(request.getRemoteAddress()) && !isFromAnotherSite(headers);
    }

    private static boolean isHere(@Nullable InetSocketAddress client) {
        return client != null
                && client.getAddress() != null
                && client.getAddress().isLoopbackAddress();
    }

    /** Browsers say where a request that changes something comes from; other clients say nothing. */
    private static boolean isFromAnotherSite(HttpHeaders headers) {
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null) {
            return !OWN_SITE.contains(site);
        }
        String origin = headers.getOrigin();
        return origin != null && !origin.equals("http://" + headers.getFirst(HttpHeaders.HOST));
    }
}
