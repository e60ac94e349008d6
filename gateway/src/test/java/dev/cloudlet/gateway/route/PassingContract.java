package dev.cloudlet.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.gateway.RawHttp;
import dev.cloudlet.gateway.RunningGateway;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every request, whether its service is in this JVM or across the network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PassingContract {
    private RunningGateway gateway;

    abstract RunningGateway start();

    @BeforeAll
    void startGateway() {
        gateway = start();
    }

    @AfterAll
    void stopGateway() {
        gateway.close();
    }

    int port() {
        return gateway.port();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/bucket",
                "/bucket/",
                "/bucket/a/",
                "//bucket//a///b",
                "/bucket/a%2Fb",
                "/bucket/a%2fb%252F",
                "/bucket/./a/../b/..",
                "/bucket/a+b",
                "/bucket/a%20b+c%2B",
                "/bucket/%C3%BC%E2%82%AC%F0%9F%98%80",
                "/bucket/a;v=1",
                "/bucket/a:b@c!$&'()*,=~",
                "/bucket?",
                "/bucket?versioning",
                "/bucket?versioning=",
                "/bucket?prefix=a%2Fb&delimiter=%2F&marker=",
                "/bucket?x=1&x=2&&y",
                "/bucket/a?x=a+b%20c&z=%3D?/",
                "/_internal",
                "/actuator/health"
            })
    void theTargetArrivesAsSent(String target) throws IOException {
        assertThat(RawHttp.get(port(), target)).startsWith("HTTP/1.1 200").contains("\ntarget: " + target + "\n");
    }

    @Test
    void bytesThatMustBeEscapedAreEscapedAndNothingElse() throws IOException {
        assertThat(RawHttp.get(port(), "/bucket/ü|{a}/\"^`?q=€"))
                .contains("\ntarget: /bucket/%C3%BC%7C%7Ba%7D/%22%5E%60?q=%E2%82%AC\n");
    }

    @Test
    void headersArriveAsSentAndNoneIsInvented() throws IOException {
        String answer = RawHttp.exchange(port(), """
                GET /bucket/a HTTP/1.1\r
                Host: Bucket.S3.localhost:4566\r
                X-Amz-Date: 20260101T000000Z\r
                X-Forwarded-For: 10.0.0.1\r
                Range: bytes=0-1\r
                x-amz-meta-empty:\r
                x-amz-meta-two: a\r
                x-amz-meta-two: b\r
                Connection: close\r
                \r
                """);

        assertThat(answer.lines().filter(line -> line.startsWith("header ")))
                .contains(
                        "header host: Bucket.S3.localhost:4566",
                        "header x-amz-date: 20260101T000000Z",
                        "header x-forwarded-for: 10.0.0.1",
                        "header range: bytes=0-1",
                        "header x-amz-meta-empty: ",
                        "header x-amz-meta-two: a",
                        "header x-amz-meta-two: b")
                .noneMatch(line -> line.startsWith("header forwarded")
                        || line.startsWith("header x-forwarded-host")
                        || line.startsWith("header accept-encoding"));
    }

    @Test
    void onlyTheGatewaySaysWhatTheCloudsOwnHeadersSay() throws IOException {
        String answer = RawHttp.exchange(port(), """
                GET /bucket HTTP/1.1\r
                Host: localhost\r
                x-cloudlet-request-id: forged\r
                X-Cloudlet-Client-Ip: 8.8.8.8\r
                X-CLOUDLET-Internal-Token: guess\r
                Connection: close\r
                \r
                """);

        assertThat(answer)
                .contains("header x-cloudlet-client-ip: 127.0.0.1")
                .containsPattern("header x-cloudlet-request-id: [0-9a-f-]{36}")
                .doesNotContain("forged", "8.8.8.8", "guess");
    }

    @ParameterizedTest
    @CsvSource({
        "s3, storage-service",
        "iam, iam-service",
        "sts, iam-service",
        "kms, iam-service",
    })
    void theSignaturesScopeTellsTheService(String signingName, String service) throws IOException {
        assertThat(signed(signingName)).contains("service: " + service);
    }

    @Test
    void aServiceThatThisCloudLacksIsNamed() throws IOException {
        assertThat(signed("dynamodb")).startsWith("HTTP/1.1 501").contains("NotImplemented", "dynamodb");
    }

    @Test
    void aServiceThatDoesNotServeInTimeIsUnavailable() throws IOException {
        assertThat(signed("ec2")).startsWith("HTTP/1.1 503").contains("ServiceUnavailable", "compute-service");
    }

    @Test
    void hostsOfLoadBalancersGoToComputeWhateverTheyCarry() throws IOException {
        String answer = RawHttp.exchange(port(), """
                GET /_cloudlet/health HTTP/1.1\r
                Host: web-1.us-east-1.elb.localhost:4566\r
                Connection: close\r
                \r
                """);

        assertThat(answer).startsWith("HTTP/1.1 503").contains("<h1>503 Service Temporarily Unavailable");
    }

    @Test
    void aClientThatAsksFirstIsToldToContinue() throws IOException {
        try (Socket socket = RawHttp.open(port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "PUT /bucket/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 100");

            out.write("hello".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("length: 5");
        }
    }

    @Test
    void aLargeAnswerStreams() throws IOException {
        long blocks = 3000;
        try (Socket socket = RawHttp.open(port())) {
            socket.getOutputStream()
                    .write(("GET /bucket/large?" + blocks + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            RawHttp.head(socket.getInputStream());
            assertThat(socket.getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isEqualTo(blocks << 16);
        }
    }

    @Test
    void aLargeBodyStreams() throws IOException {
        byte[] block = new byte[1 << 20];
        long blocks = 200;
        try (Socket socket = RawHttp.open(port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /bucket/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + (blocks << 20)
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < blocks; i++) {
                out.write(block);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("length: " + (blocks << 20));
        }
    }

    @Test
    void aBodyPastS3sLimitIsRefusedUnread() throws IOException {
        assertThat(RawHttp.exchange(
                        port(), "PUT /bucket/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5368709121\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("EntityTooLarge");
    }

    @Test
    void oneConnectionCarriesManyRequests() throws IOException {
        try (Socket socket = RawHttp.open(port())) {
            String all = IntStream.rangeClosed(1, 20)
                    .mapToObj(i -> "GET /bucket/" + i + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .collect(Collectors.joining());
            socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));

            for (int i = 1; i <= 20; i++) {
                assertThat(RawHttp.answer(socket.getInputStream())).contains("\ntarget: /bucket/" + i + "\n");
            }
        }
    }

    private String signed(String signingName) throws IOException {
        return RawHttp.exchange(port(), """
                POST / HTTP/1.1\r
                Host: localhost\r
                Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=00\r
                Content-Length: 0\r
                Connection: close\r
                \r
                """.formatted(signingName));
    }
}
