package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.StartFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out before anything is started whether the gateway will have its port. */
final class FrontDoorPort {
    private FrontDoorPort() {}

    static void check(StandaloneConfig config) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(config.bind(), config.port()));
        } catch (IOException | IllegalArgumentException e) {
            throw new StartFailure(
                    "Port %d of %s cannot be used: %s".formatted(config.port(), config.bind(), e.getMessage()),
                    "stop the program that uses it, or choose another with --port",
                    e);
        }
    }
}
