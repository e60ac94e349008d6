package dev.cloudlet.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.RequestHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final byte[] TEXT = "Action=PutMetricData".getBytes(StandardCharsets.UTF_8);

    @Test
    void unpacksWhatTheSdkCompressed() throws IOException {
        assertThat(Body.unpacked(head("gzip"), gzip(TEXT))).isEqualTo(TEXT);
        assertThat(Body.unpacked(head("GZIP"), gzip(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void leavesOtherBodiesAlone() {
        assertThat(Body.unpacked(head("aws-chunked"), TEXT)).isSameAs(TEXT);
        assertThat(Body.unpacked(new RequestHead("POST", "/", "", Map.of()), TEXT))
                .isSameAs(TEXT);
    }

    @Test
    void refusesWhatIsNotCompressed() {
        assertThatThrownBy(() -> Body.unpacked(head("gzip"), TEXT))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void refusesASmallBodyThatWouldBecomeALargeOne() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> Body.unpacked(head("gzip"), bomb))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    private static RequestHead head(String encoding) {
        return new RequestHead("POST", "/", "", Map.of("content-encoding", List.of(encoding)));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
