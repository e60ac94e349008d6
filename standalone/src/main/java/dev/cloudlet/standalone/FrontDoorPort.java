package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.StartFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Finds out before anything is started whether the gateway will have its port. */
final class FrontDoorPort {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private FrontDoorPort() {}

    /**
     * Checks it.
     *
     * @param patience how long to wait for whoever has it: processes of a cloud that was killed end by themselves
     */
    static void check(StandaloneConfig config, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(config.bind(), config.port()));
                return;
            } catch (IOException | IllegalArgumentException e) {
                if (System.nanoTime() - end >= 0) {
                    throw new StartFailure(
                            "Port %d of %s cannot be used: %s".formatted(config.port(), config.bind(), e.getMessage()),
                            "stop the program that uses it, or choose another with --port",
                            e);
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
