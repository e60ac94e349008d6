package dev.cloudlet.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.gateway.RawHttp;
import dev.cloudlet.gateway.RunningGateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request hides a second one, /smuggled, that another parser would see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestGuardTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        gateway = RunningGateway.inProcess();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 88\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
                "Content-Length: 0, 88\r\n\r\n",
                "Content-Length: 0,0\r\n\r\n",
                "Content-Length: +0\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 0x0\r\n\r\n",
                "Content-Length:\r\n\r\n",
                "Content-Length : 0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
                " folded: header\r\n\r\n",
                "X-A: b\u0000c\r\n\r\n",
                "X A: b\r\n\r\n",
                "Host: elsewhere\r\n\r\n"
            })
    void whatCanBeReadInTwoWaysIsRefused(String rest) throws IOException {
        String answer =
                RawHttp.exchange(gateway.port(), "POST /outer HTTP/1.1\r\nHost: localhost\r\n" + rest + SMUGGLED);

        assertThat(answer).doesNotContain("/smuggled");
        assertThat(answer).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void aClientThatFallsSilentInTheMiddleOfABodyIsLetGo() throws IOException {
        // RawHttp gives up after ten seconds.
        String answer = RawHttp.exchange(
                gateway.port(), "POST /bucket/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf");

        assertThat(answer).doesNotContain(" 200 ");
    }

    @Test
    void aRequestNeedsAHost() throws IOException {
        assertThat(RawHttp.exchange(gateway.port(), "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%", "/a%2", "/a%zz", "/a?b=%", "no-slash", "ftp://localhost/a", "*"})
    void malformedTargetsAreRefused(String target) throws IOException {
        assertThat(RawHttp.get(gateway.port(), target)).startsWith("HTTP/1.1 400");
    }

    @Test
    void headersPastTheLimitAreRefused() throws IOException {
        String answer = RawHttp.exchange(
                gateway.port(),
                "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(70_000) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 4(00|13|31)");
    }

    @Test
    void targetsPastTheLimitAreRefused() throws IOException {
        assertThat(RawHttp.get(gateway.port(), "/" + "a".repeat(70_000))).containsPattern("^HTTP/1.1 4(00|14)");
    }
}
