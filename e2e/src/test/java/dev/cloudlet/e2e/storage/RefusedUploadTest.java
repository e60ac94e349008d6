package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.Cloud;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A client whose upload is refused reads the refusal, wherever in the upload it was refused. */
final class RefusedUploadTest extends StorageTest {
    private S3Presigner presigner;

    @BeforeEach
    void openPresigner() {
        presigner = S3Presigner.builder()
                .endpointOverride(cloud.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(Cloud.ROOT))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    @AfterEach
    void closePresigner() {
        presigner.close();
    }

    @Test
    void itIsToldBeforeItSendsALargeBody() throws IOException {
        String answer = expecting(missingBucket(), 100 << 20, "");

        assertThat(answer).startsWith("HTTP/1.1 404 Not Found").contains("<Code>NoSuchBucket</Code>");
    }

    @Test
    void itIsToldToGoOnWhenTheBodyIsWanted() throws IOException {
        String answer = expecting(presigned(bucket), 5, "hello");

        assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n").contains("\r\n\r\nHTTP/1.1 200 OK\r\n");
        assertThat(get("key")).isEqualTo("hello");
    }

    /** The JDK's client would lose an answer that comes in the place of "100 Continue". */
    @Test
    void itMaySendALittleForNothing() throws IOException {
        String answer = expecting(missingBucket(), 5, "hello");

        assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n").contains("\r\n\r\nHTTP/1.1 404 Not Found\r\n");
        assertThat(answer).contains("<Code>NoSuchBucket</Code>");
    }

    /** Fifty times: what went wrong here was a race between an answer and a connection's end. */
    @Test
    void itNeverLosesTheAnswer() throws IOException {
        URL refused = missingBucket();
        for (int i = 0; i < 50; i++) {
            assertThat(upload(refused, 1 << 10)).isEqualTo(404);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(upload(refused, 4 << 20)).isEqualTo(404);
        }
    }

    private URL missingBucket() {
        return presigned(bucket + "-missing");
    }

    private URL presigned(String name) {
        return presigner
                .presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(p -> p.bucket(name).key("key")))
                .url();
    }

    private static int upload(URL url, int length) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(length);
        try (var body = connection.getOutputStream()) {
            body.write(new byte[length]);
        }
        int status = connection.getResponseCode();
        try (InputStream error = connection.getErrorStream()) {
            error.readAllBytes();
        }
        return status;
    }

    /** Sends the body at once, without waiting to be told to; returns all that comes back. */
    private static String expecting(URL url, int length, String body) throws IOException {
        URI uri = URI.create(url.toString());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            String head =
                    "PUT " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                            + "\r\nContent-Length: " + length + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
