package dev.cloudlet.standalone;

import dev.cloudlet.kit.app.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a cloud in one JVM is started with.
 *
 * @param data the directory that everything is kept in
 * @param bind the address that clients connect to; others than loopback are reached from outside
 * @param port the gateway's port, 1 to 65535
 * @param removedOnClose whether the data directory is removed when the cloud is closed
 * @param settings further settings, by name, such as {@code cloudlet.account}; they win over every file
 */
public record StandaloneConfig(Path data, String bind, int port, boolean removedOnClose, Map<String, String> settings) {
    static final String FIRST_ACCOUNT = "000000000000";
    static final String ROOT_SECRET = "cloudlet.root.secret-access-key";
    private static final int DEFAULT_PORT = 4566;
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

    public StandaloneConfig {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be from 1 to 65535, not " + port);
        }
        settings = Map.copyOf(settings);
    }

    /** A cloud on port 4566 of loopback that keeps its data in this directory. */
    public static StandaloneConfig in(Path data) {
        return new StandaloneConfig(data, "127.0.0.1", DEFAULT_PORT, false, Map.of());
    }

    /** A cloud for a test: on a free port, with nothing in it, and gone without a trace when closed. */
    public static StandaloneConfig temporary() {
        try {
            Path data = Files.createTempDirectory("cloudlet-");
            return new StandaloneConfig(data, "127.0.0.1", freePort(), true, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, on another port. */
    public StandaloneConfig withPort(int other) {
        return new StandaloneConfig(data, bind, other, removedOnClose, settings);
    }

    /** The same, on another address. */
    public StandaloneConfig withBind(String other) {
        return new StandaloneConfig(data, other, port, removedOnClose, settings);
    }

    /** The same, with one more setting. */
    public StandaloneConfig with(String setting, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(setting, value);
        return new StandaloneConfig(data, bind, port, removedOnClose, more);
    }

    /** Where clients reach the cloud. */
    public URI endpoint() {
        String host = bind.equals("127.0.0.1") || EVERY_ADDRESS.contains(bind) ? "localhost" : bind;
        boolean bare = host.contains(":") && !host.startsWith("[");
        return URI.create("http://" + (bare ? "[" + host + "]" : host) + ":" + port);
    }

    /** Whether only this machine can connect. */
    boolean isPrivate() {
        return Loopback.isNamedBy(bind);
    }

    /** A free port of loopback, below the range that outgoing connections take theirs from, so that none of them snatches it away. */
    public static int freePort() {
        while (true) {
            int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate));
                return candidate;
            } catch (BindException e) {
                // Taken: try another one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
