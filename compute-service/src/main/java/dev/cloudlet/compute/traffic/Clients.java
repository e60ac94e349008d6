package dev.cloudlet.compute.traffic;

import java.net.InetSocketAddress;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Who is at the other end of a connection. */
final class Clients {
    private Clients() {}

    static String address(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "127.0.0.1"
                : remote.getAddress().getHostAddress();
    }
}
