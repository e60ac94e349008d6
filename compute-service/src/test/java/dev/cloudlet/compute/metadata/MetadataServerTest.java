package dev.cloudlet.compute.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.compute.testing.ComputeFixture;
import dev.cloudlet.compute.testing.PaperNetworks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The metadata service as connections meet it; nobody here is an instance, so a request that is one is answered with 404. */
@Timeout(60)
final class MetadataServerTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private final PaperNetworks networks = new PaperNetworks();
    private final List<Socket> open = new ArrayList<>();
    private MetadataServer server;

    @BeforeEach
    void start() throws IOException {
        server = new MetadataServer(networks, compute.bean(MetadataResponder.class));
        server.open("vpc-1");
        server.open("vpc-2");
    }

    @AfterEach
    void stop() throws IOException {
        server.close("vpc-1");
        server.close("vpc-2");
        for (Socket each : open) {
            each.close();
        }
    }

    private Socket say(String vpc, String words) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), networks.listening(vpc));
        open.add(socket);
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void whatIsNoRequestIsABadOne() throws IOException {
        for (String words : List.of(
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\nand more",
                "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n")) {
            assertThat(all(say("vpc-1", words)))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("Connection: close")
                    .contains("<title>400 - Bad Request</title>");
        }
        assertThat(all(say("vpc-1", "GET / HTTP/1.1\r\n\r\nnonsense\r\n\r\n")))
                .as("after one that is")
                .startsWith("HTTP/1.1 404 Not Found")
                .contains("HTTP/1.1 400 Bad Request");
    }

    @Test
    void connectionsOfOneVpcTakeNoRoomFromAnother() throws IOException {
        int served = 0;
        while (served < 600 && isAnswered("vpc-1")) {
            served++;
        }
        assertThat(served).isEqualTo(512);
        assertThat(isAnswered("vpc-2")).isTrue();

        open.getFirst().close();
        await().until(() -> isAnswered("vpc-1"));
    }

    /** The connection stays open after the answer. */
    private boolean isAnswered(String vpc) throws IOException {
        try {
            return say(vpc, "GET / HTTP/1.1\r\n\r\n").getInputStream().read() == 'H';
        } catch (SocketException closed) {
            return false;
        }
    }
}
