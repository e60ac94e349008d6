package dev.cloudlet.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.gateway.EchoService;
import dev.cloudlet.gateway.RawHttp;
import dev.cloudlet.gateway.RunningGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InProcessPassingTest extends PassingContract {
    @Override
    RunningGateway start() {
        return RunningGateway.inProcess();
    }

    @Test
    void aClientThatAsksFirstMayBeRefusedWithoutSendingAnything() throws IOException {
        try (Socket socket = RawHttp.open(port())) {
            socket.getOutputStream()
                    .write(
                            "PUT /refuse-unread HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aRequestWaitsForAServiceThatIsStarting() throws Exception {
        try (RunningGateway gateway = RunningGateway.inProcess("30s")) {
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> balancerRequest(gateway.port()));

            gateway.services().add("compute-service", new EchoService("compute-service"));

            assertThat(answer.get()).startsWith("HTTP/1.1 200").contains("service: compute-service");
        }
    }

    private static String balancerRequest(int port) {
        try {
            return RawHttp.exchange(
                    port, "GET / HTTP/1.1\r\nHost: web.us-east-1.elb.localhost\r\nConnection: close\r\n\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
