package dev.cloudlet.sandbox.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries TCP connections from a listener inside a VPC to an address of the host, such as the cloud's gateway on the
 * loopback. Two virtual threads a connection; connections past the bound wait in the listener's queue.
 */
public final class Forwarder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final int BUFFER = 16 << 10;
    private static final Duration LETS_GO = Duration.ofSeconds(1);

    private final ServerSocketChannel listener;
    private final InetSocketAddress target;
    private final Semaphore room;
    private final Thread acceptor;
    private final Greeting greeting;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    /** What the target is told first on each connection, before what the client says. */
    @FunctionalInterface
    public interface Greeting {
        /** Nothing. */
        Greeting NONE = (client, listener) -> new byte[0];

        /**
         * The first bytes.
         *
         * @param client the machine's address
         * @param listener the address that it connected to
         */
        byte[] of(InetSocketAddress client, InetSocketAddress listener);
    }

    private Forwarder(ServerSocketChannel listener, InetSocketAddress target, int connections, Greeting greeting) {
        this.listener = listener;
        this.target = target;
        this.room = new Semaphore(connections);
        this.acceptor = Thread.ofVirtual().name("forward-" + target.getPort()).unstarted(this::accept);
        this.greeting = greeting;
    }

    /**
     * Begins to accept.
     *
     * @param listener a bound channel, from {@link Networks#listen}; closed with the forwarder
     * @param target where connections go, as seen from the host
     * @param connections how many at once
     * @param greeting what the target hears first: it sees all connections come from this host
     */
    public static Forwarder start(
            ServerSocketChannel listener, InetSocketAddress target, int connections, Greeting greeting) {
        var forwarder = new Forwarder(listener, target, connections, greeting);
        forwarder.acceptor.start();
        return forwarder;
    }

    private void accept() {
        try {
            while (listener.isOpen()) {
                room.acquire();
                SocketChannel client = listener.accept();
                Thread.ofVirtual().start(() -> carry(client));
            }
        } catch (ClosedChannelException closed) {
            LOG.trace("forwarder to {} closed", target);
        } catch (IOException e) {
            LOG.warn("forwarder to {} ended: {}", target, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(SocketChannel client) {
        open.add(client);
        try (client;
                SocketChannel server = SocketChannel.open()) {
            open.add(server);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.connect(target);
            ByteBuffer first = ByteBuffer.wrap(greeting.of(
                    (InetSocketAddress) client.getRemoteAddress(), (InetSocketAddress) client.getLocalAddress()));
            while (first.hasRemaining()) {
                server.write(first);
            }
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
            open.remove(server);
        } catch (IOException e) {
            LOG.debug("connection to {} failed: {}", target, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            room.release();
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One side is gone: the other must learn of it, or its thread would wait for ever.
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.trace("close: {}", e.toString());
        }
    }

    /** Stops accepting and breaks the connections that are open. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("listener: {}", e.toString());
        }
        open.forEach(Forwarder::closeQuietly);
        try {
            // The kernel takes connections until whoever waits for them has let go of the socket.
            acceptor.join(LETS_GO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
