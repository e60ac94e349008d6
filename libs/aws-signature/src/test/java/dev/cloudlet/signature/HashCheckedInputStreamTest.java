package dev.cloudlet.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HashCheckedInputStreamTest {

    @Test
    void theHashedBodyIsRead() throws IOException {
        assertThat(checked("body", Digests.sha256Hex("body")).readAllBytes())
                .asString()
                .isEqualTo("body");
    }

    @Test
    void bytesReadOneByOneAndSkippedCount() throws IOException {
        HashCheckedInputStream in = checked("body", Digests.sha256Hex("body"));

        assertThat(in.read()).isEqualTo('b');
        assertThat(in.skip(2)).isEqualTo(2);
        assertThat(in.read()).isEqualTo('y');
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void anotherBodyIsRefusedAtItsEnd() {
        HashCheckedInputStream in = checked("other", Digests.sha256Hex("body"));

        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(in::readAllBytes)
                .satisfies(e -> {
                    assertThat(e.code("s3")).isEqualTo("XAmzContentSHA256Mismatch");
                    assertThat(e.status("s3")).isEqualTo(400);
                    assertThat(e.details())
                            .containsEntry("ClientComputedContentSHA256", Digests.sha256Hex("body"))
                            .containsEntry("S3ComputedContentSHA256", Digests.sha256Hex("other"));
                });
    }

    @Test
    void readingOnAfterAMismatchFailsAgainEvenIfNothingWasToBeSent() {
        HashCheckedInputStream in = checked("smuggled", Digests.EMPTY_SHA256);

        assertThatExceptionOfType(SignatureException.class).isThrownBy(in::readAllBytes);
        assertThatExceptionOfType(SignatureException.class).isThrownBy(in::readAllBytes);
    }

    private static HashCheckedInputStream checked(String body, String hash) {
        return new HashCheckedInputStream(new ByteArrayInputStream(Requests.bytes(body)), hash);
    }
}
