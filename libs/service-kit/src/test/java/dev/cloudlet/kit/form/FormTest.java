package dev.cloudlet.kit.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private static final String TYPE = "multipart/form-data; boundary=xyz";
    private static final String FORM = """
            --xyz
            Content-Disposition: form-data; name="Key"

            uploads/${filename}
            --xyz
            Content-Disposition: form-data; name="x-amz-meta-who"; filename="x-amz-meta-who"

            Zoë
            --xyz
            Content-Disposition: form-data; name="file"; filename="C:\\\\cats\\\\tom.jpg"
            Content-Type: image/jpeg

            meow
            --xy
            --xyz--
            """.replace("\\\\", "\\").replace("\n", "\r\n");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64, 4096})
    void isReadInWhateverPiecesItComes(int size) throws IOException {
        Form form = Form.read(TYPE, inPieces(FORM, size));

        assertThat(form.fields())
                .containsEntry("key", "uploads/tom.jpg")
                .containsEntry("x-amz-meta-who", "Zoë")
                .hasSize(2);
        // What looks like the beginning of a boundary is the file's.
        assertThat(new String(form.file().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("meow\r\n--xy");
    }

    @Test
    void aFileThatBreaksOffIsRefused() {
        Form form = Form.read(TYPE, inPieces(FORM.substring(0, FORM.length() - 6), 64));

        refused("MalformedPOSTRequest", () -> form.file().readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--xyz--\r\n", "--xyz\r\n", "--xyzzy\r\n\r\n", "--xyz\r\nno head\r\n\r\n", "no form at all"})
    void whatIsNoFormIsRefused(String body) {
        assertThatThrownBy(() -> Form.read(TYPE, inPieces(body, 64))).isInstanceOf(AwsException.class);
        refused("MalformedPOSTRequest", () -> Form.read("multipart/form-data", inPieces(FORM, 64)));
    }

    @Test
    void fieldsAreLimited() {
        String large = FORM.replace("Zoë", "z".repeat(30_000));

        refused("MaxPostPreDataLengthExceeded", () -> Form.read(TYPE, inPieces(large, 4096)));
        refused(
                "MaxPostPreDataLengthExceeded",
                () -> Form.read(TYPE, inPieces("--xyz\r\n" + "h".repeat(99_999), 4096)));
    }

    static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private static InputStream inPieces(String text, int size) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, size));
            }
        };
    }
}
