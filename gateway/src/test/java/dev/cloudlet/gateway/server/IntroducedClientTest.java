package dev.cloudlet.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.gateway.RawHttp;
import dev.cloudlet.gateway.RunningGateway;
import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.origin.Introduction;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that the cloud carries for machines in VPCs. */
@Timeout(60)
class IntroducedClientTest {
    private static final String RESET = "POST /_cloudlet/reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n";
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.inProcess();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static byte[] introduction(String token) {
        return new Introduction(
                        new CloudletSettings(URI.create("http://localhost"), Path.of("."), "000000000000", token))
                .of(new InetSocketAddress("172.31.0.5", 40_000), new InetSocketAddress("169.254.169.252", 4566));
    }

    private static String speak(byte[] introduction, int piece, String request) throws IOException {
        return speak(introduction, piece, request, false);
    }

    /** @param pause whether the server has surely read the introduction before the request comes */
    private static String speak(byte[] introduction, int piece, String request, boolean pause) throws IOException {
        try (Socket socket = RawHttp.open(gateway.port())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            for (int at = 0; at < introduction.length; at += piece) {
                out.write(introduction, at, Math.min(piece, introduction.length - at));
                out.flush();
            }
            if (pause) {
                await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            }
            out.write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException broken) {
            return "";
        }
    }

    @Test
    void a_service_learns_the_machines_address_however_the_introduction_is_cut() throws IOException {
        byte[] introduction = introduction(RunningGateway.TOKEN);
        for (int piece : new int[] {1, 7, introduction.length}) {
            assertThat(speak(introduction, piece, "GET /bucket/key HTTP/1.1\r\nHost: localhost\r\n"))
                    .as("in pieces of %s", piece)
                    .startsWith("HTTP/1.1 200")
                    .contains("x-cloudlet-client-ip: 172.31.0.5")
                    .doesNotContain("x-cloudlet-introduced");
        }
        assertThat(speak(introduction, 63, "GET /bucket/key HTTP/1.1\r\nHost: localhost\r\n", true))
                .contains("x-cloudlet-client-ip: 172.31.0.5");
    }

    @Test
    void a_machine_is_nobody_who_sits_at_the_host() throws IOException {
        byte[] introduction = introduction(RunningGateway.TOKEN);
        assertThat(speak(introduction, 63, RESET)).startsWith("HTTP/1.1 403");
        assertThat(speak(introduction, 63, RESET + "x-cloudlet-introduced: 127.0.0.1:80\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(speak(introduction, 63, RESET + "X-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void a_client_cannot_introduce_itself() throws IOException {
        byte[] forged = introduction("the secret of another cloud, which has the same length");
        assertThat(speak(forged, 63, "GET /bucket/key HTTP/1.1\r\nHost: localhost\r\n"))
                .isEmpty();
        assertThat(speak(
                        new byte[0],
                        1,
                        "GET /bucket/key HTTP/1.1\r\nHost: localhost\r\nx-cloudlet-introduced: 8.8.8.8:1\r\n"))
                .contains("x-cloudlet-client-ip: 127.0.0.1");
        byte[] introduction = introduction(RunningGateway.TOKEN);
        byte[] twice = new byte[introduction.length * 2];
        System.arraycopy(introduction, 0, twice, 0, introduction.length);
        System.arraycopy(forged, 0, twice, introduction.length, forged.length);
        assertThat(speak(twice, 63, "GET /bucket/key HTTP/1.1\r\nHost: localhost\r\n"))
                .as("a machine that says it is another")
                .doesNotContain("HTTP/1.1 200");
    }
}
