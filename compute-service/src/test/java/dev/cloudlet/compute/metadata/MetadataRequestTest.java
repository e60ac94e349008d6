package dev.cloudlet.compute.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataRequestTest {
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static MetadataRequest read(String text) throws IOException, MetadataRequest.BadRequest {
        return MetadataRequest.read(bytes(text)).orElseThrow();
    }

    @Test
    void readsTheHeadOfARequest() throws Exception {
        MetadataRequest request = read(String.join(
                "\r\n",
                "PUT /latest/api/token?x=y HTTP/1.1",
                "Host: 169.254.169.254",
                "X-Aws-Ec2-Metadata-Token-TTL-Seconds:  60 ",
                "",
                ""));
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.path()).isEqualTo("/latest/api/token");
        assertThat(request.header("x-aws-ec2-metadata-token-ttl-seconds")).isEqualTo("60");
        assertThat(request.header("absent")).isNull();
        assertThat(request.keepAlive()).isTrue();
    }

    @Test
    void theFirstOfRepeatedHeadersCounts() throws Exception {
        assertThat(read("GET / HTTP/1.1\r\na: 1\r\nA: 2\r\n\r\n").header("a")).isEqualTo("1");
    }

    @Test
    void closesAConnectionWhenTheClientSaysSo() throws Exception {
        assertThat(read("GET / HTTP/1.1\nConnection: Close\n\n").keepAlive()).isFalse();
        assertThat(read("GET / HTTP/1.0\n\n").keepAlive()).isFalse();
        assertThat(read("GET / HTTP/1.0\nConnection: keep-alive\n\n").keepAlive())
                .isTrue();
    }

    @Test
    void readsOneRequestAfterAnotherAndPassesOverBodies() throws Exception {
        InputStream in = bytes("POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nxyzGET /b HTTP/1.1\r\n\r\n");
        assertThat(MetadataRequest.read(in).orElseThrow().path()).isEqualTo("/a");
        assertThat(MetadataRequest.read(in).orElseThrow().path()).isEqualTo("/b");
        assertThat(MetadataRequest.read(in)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /\r\n\r\n",
                "GET  / HTTP/1.1\r\n\r\n",
                "GET latest HTTP/1.1\r\n\r\n",
                "GET http://169.254.169.254/ HTTP/1.1\r\n\r\n",
                "GET / HTTP/2.0\r\n\r\n",
                "GET / HTTP/1.1 x\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\n: no name\r\n\r\n",
                "GET / HTTP/1.1\r\nno end: ",
                "GET / HTTP/1.1",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 4097\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 1e3\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 9\r\n\r\nshort",
                "\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\n\n",
            })
    void refusesWhatIsNoRequest(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MetadataRequest.BadRequest.class);
    }

    @Test
    void refusesMoreThanAnybodyNeeds() {
        assertThatThrownBy(() -> read("GET /" + "a".repeat(16 << 10) + " HTTP/1.1\r\n\r\n"))
                .isInstanceOf(MetadataRequest.BadRequest.class);
        StringBuilder many = new StringBuilder("GET / HTTP/1.1\r\n");
        for (int n = 0; n < 70; n++) {
            many.append('h').append(n).append(": 1\r\n");
        }
        assertThatThrownBy(() -> read(many + "\r\n")).isInstanceOf(MetadataRequest.BadRequest.class);
    }

    @Property
    void readsOrRefusesWhateverThereIs(@ForAll byte[] anything) {
        Throwable thrown = catchThrowable(() -> MetadataRequest.read(new ByteArrayInputStream(anything)));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(MetadataRequest.BadRequest.class);
        }
    }
}
