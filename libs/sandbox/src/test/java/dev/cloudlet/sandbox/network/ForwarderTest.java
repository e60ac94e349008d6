package dev.cloudlet.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections through a forwarder to a server that echoes until its caller has nothing more to say. */
@Timeout(20)
final class ForwarderTest {
    private final AtomicInteger served = new AtomicInteger();
    private ServerSocket server;
    private ServerSocketChannel listener;
    private Forwarder forwarder;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        forwarder = Forwarder.start(
                listener,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()),
                2,
                Forwarder.Greeting.NONE);
    }

    private void serve() {
        try {
            while (true) {
                Socket caller = server.accept();
                served.incrementAndGet();
                Thread.ofVirtual().start(() -> {
                    try (caller) {
                        caller.getInputStream().transferTo(caller.getOutputStream());
                    } catch (IOException broken) {
                        // The forwarder broke the connection, which is what a test wants.
                    }
                });
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @AfterEach
    void stop() throws IOException {
        forwarder.close();
        server.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
    }

    @Test
    void bytesGoBothWaysAndTheEndOfOneSideReachesTheOther() throws IOException {
        byte[] much = new byte[3_000_000];
        much[2_999_999] = 7;
        try (Socket socket = connect()) {
            Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(much);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(much);
        }
    }

    @Test
    void connectionsPastTheBoundWait() throws IOException {
        Socket first = connect();
        try (Socket second = connect();
                Socket third = connect()) {
            await().until(() -> served.get() == 2);
            third.getOutputStream().write('x');

            first.close();

            assertThat(third.getInputStream().read()).isEqualTo('x');
            assertThat(second.isConnected()).isTrue();
        }
    }

    @Test
    void aServerThatIsNotThereClosesTheConnection() throws IOException {
        server.close();
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void closingEndsWhatIsOpen() throws IOException {
        try (Socket socket = connect()) {
            await().until(() -> served.get() == 1);
            forwarder.close();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }
}
