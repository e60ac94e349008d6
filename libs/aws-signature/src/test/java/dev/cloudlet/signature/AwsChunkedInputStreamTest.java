package dev.cloudlet.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;

/** Chunked bodies made by the AWS SDK, whole and damaged. */
class AwsChunkedInputStreamTest {

    private static final String PAYLOAD = "0123456789abcdef".repeat(16 * 1024) + "end";

    /** The three forms of aws-chunked. */
    enum Form {
        SIGNED,
        SIGNED_TRAILER,
        UNSIGNED_TRAILER;

        GenuineClient.Sent send(String payload) {
            return new GenuineClient("s3", Requests.KEY)
                    .sign(
                            GenuineClient.http("PUT", "/bucket/key")
                                    .putHeader("Content-Length", String.valueOf(Requests.bytes(payload).length))
                                    .build(),
                            Requests.bytes(payload),
                            options -> {
                                options.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true)
                                        .putProperty(
                                                AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED,
                                                this != UNSIGNED_TRAILER);
                                if (this != SIGNED) {
                                    options.putProperty(
                                            AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
                                }
                            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatTheSdkSends(Form form) throws IOException {
        GenuineClient.Sent sent = form.send(PAYLOAD);

        AwsChunkedInputStream in = open(sent, sent.body());

        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(PAYLOAD);
        assertThat(in.decodedLength()).isEqualTo(PAYLOAD.length());
        assertThat(in.trailers().keySet()).isEqualTo(form == Form.SIGNED ? Set.of() : Set.of("x-amz-checksum-crc32"));
    }

    @ParameterizedTest
    @EnumSource
    void readsAnEmptyPayload(Form form) throws IOException {
        GenuineClient.Sent sent = form.send("");

        assertThat(open(sent, sent.body()).readAllBytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 8191, 8192, 8193, 65536, 131072, 131073, 1 << 20})
    void readsTheSameWhateverTheSizeOfReads(int size) throws IOException {
        for (Form form : Form.values()) {
            GenuineClient.Sent sent = form.send(PAYLOAD);
            InputStream in = AwsChunkedInputStream.open(
                    new Dribble(sent.body(), size), Requests.verify(sent.request(), "", Requests.NOW), sent.request());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[size];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(PAYLOAD);
        }
    }

    @Property(tries = 400)
    void signedBodiesWithOneByteChangedAreRefused(
            @ForAll Form form,
            @ForAll @IntRange(max = 1_000_000) int at,
            @ForAll @IntRange(min = 1, max = 255) int bits) {
        GenuineClient.Sent sent = form.send("0123456789".repeat(30));
        byte[] damaged = sent.body().clone();
        int position = at % damaged.length;
        damaged[position] ^= (byte) bits;
        boolean lostCase =
                Character.toLowerCase((char) damaged[position]) == Character.toLowerCase((char) sent.body()[position]);
        Assume.that(!lostCase);

        try {
            String read = new String(open(sent, damaged).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(form).as("read %s", read).isEqualTo(Form.UNSIGNED_TRAILER);
        } catch (SignatureException refused) {
            assertThat(refused.reason())
                    .isIn(
                            Reason.SIGNATURE_MISMATCH,
                            Reason.INCOMPLETE_BODY,
                            Reason.MALFORMED_TRAILER,
                            Reason.INVALID_CHUNK_SIZE);
        } catch (IOException e) {
            throw new AssertionError("nothing but a SignatureException", e);
        }
    }

    @Property(tries = 200)
    void bodiesCutShortAreRefused(@ForAll Form form, @ForAll @IntRange(max = 1_000_000) int at) {
        GenuineClient.Sent sent = form.send("0123456789".repeat(30));
        byte[] cut = Arrays.copyOf(sent.body(), at % sent.body().length);

        assertRefused(sent, cut, Reason.INCOMPLETE_BODY);
    }

    @ParameterizedTest
    @EnumSource
    void nothingMayFollowTheEnd(Form form) {
        GenuineClient.Sent sent = form.send("payload");

        assertRefused(sent, join(sent.body(), "GET /smuggled HTTP/1.1\r\n"), Reason.INCOMPLETE_BODY);
        assertRefused(sent, join(sent.body(), "\r\n"), Reason.INCOMPLETE_BODY);
    }

    @Test
    void chunksInAnotherOrderAreRefused() {
        String payload = "a".repeat(128 * 1024) + "b".repeat(128 * 1024);
        GenuineClient.Sent sent = Form.SIGNED.send(payload);
        String body = new String(sent.body(), StandardCharsets.ISO_8859_1);
        int second = body.indexOf("20000;", 1);
        int end = body.indexOf("0;chunk", second + 20);
        String swapped = body.substring(second, end) + body.substring(0, second) + body.substring(end);

        assertRefused(sent, Requests.bytes(swapped), Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void aTamperedChunkIsNeverHandedOver() throws IOException {
        GenuineClient.Sent sent = Form.SIGNED.send("genuine");
        byte[] tampered = Requests.bytes(new String(sent.body(), StandardCharsets.UTF_8).replace("genuine", "forgery"));
        AwsChunkedInputStream in = open(sent, tampered);

        assertThatExceptionOfType(SignatureException.class).isThrownBy(in::read);
        assertThatExceptionOfType(SignatureException.class)
                .as("reading on does not help")
                .isThrownBy(in::read);
    }

    @Test
    void chunksOfAnotherRequestAreRefused() {
        GenuineClient.Sent one = Form.SIGNED.send("payload");
        GenuineClient.Sent other = new GenuineClient("s3", Requests.KEY)
                .sign(
                        GenuineClient.http("PUT", "/bucket/other")
                                .putHeader("Content-Length", "7")
                                .build(),
                        Requests.bytes("payload"),
                        options -> options.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true));

        assertRefused(one, other.body(), Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void aSmallChunkBeforeTheLastIsRefused() {
        SignatureException refused = refused("5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n", "10", "");

        assertThat(refused.code("s3")).isEqualTo("InvalidChunkSizeError");
        assertThat(refused.message("s3"))
                .isEqualTo("Only the last chunk is allowed to have a size less than 8192 bytes");
        assertThat(refused.details()).containsEntry("Chunk", "2").containsEntry("BadChunkSize", "5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\nhello\r\n0\r\n\r\n", // LF alone
                "+5\r\nhello\r\n0\r\n\r\n", // a sign
                "-5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                " 5\r\nhello\r\n0\r\n\r\n",
                "5 \r\nhello\r\n0\r\n\r\n",
                "5;a=b\r\nhello\r\n0\r\n\r\n", // an extension
                "ffffffffffffffff\r\nhello\r\n0\r\n\r\n", // more than a long
                "fffffffffffffff\r\nhello\r\n0\r\n\r\n",
                "6\r\nhello!\r\n0\r\n\r\n", // more than declared
                "4\r\nhell\r\n0\r\n\r\n", // less than declared
                "5\r\nhelloXX0\r\n\r\n", // no CR LF after the data
                "5\r\nhello\r\n", // no last chunk
                "5\r\nhello\r\n0\r\n", // no end
                "5\r\nhello\r\n\r\n",
                "\r\n",
                ""
            })
    void malformedChunksAreRefused(String body) {
        assertThat(refused(body, "5", "").code("s3")).isEqualTo("IncompleteBody");
    }

    @Test
    void anEndlessLineIsRefused() {
        assertThat(refused("5".repeat(100_000), "5", "").code("s3")).isEqualTo("IncompleteBody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n", // announced, but absent
                "x-amz-checksum-crc32:a\r\nx-amz-checksum-crc32:b\r\n\r\n", // twice
                "x-amz-checksum-crc32:a\r\nx-amz-acl:public-read\r\n\r\n", // not announced
                "x-amz-checksum-crc32:a\r\nx-amz-trailer-signature:00\r\n\r\n", // a signature where none is
                "x-amz-checksum-crc32\r\n\r\n"
            })
    void malformedTrailersAreRefused(String trailer) {
        assertThat(refused("5\r\nhello\r\n0\r\n" + trailer, "5", "x-amz-checksum-crc32")
                        .code("s3"))
                .isEqualTo("MalformedTrailerError");
    }

    @Test
    void aTrailerSignatureIsNeeded() {
        GenuineClient.Sent sent = Form.SIGNED_TRAILER.send("payload");
        String body = new String(sent.body(), StandardCharsets.UTF_8);
        int signature = body.indexOf("x-amz-trailer-signature");

        assertRefused(sent, Requests.bytes(body.substring(0, signature) + "\r\n"), Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", "99999999999999999999", "0x10", "5,5"})
    void aDecodedLengthThatIsNoneIsRefused(String length) {
        assertThat(refused("5\r\nhello\r\n0\r\n\r\n", length, "").code("s3")).isEqualTo("MissingContentLength");
    }

    @Test
    void aHugeDeclaredChunkTakesNoMemory() {
        GenuineClient.Sent sent = Form.SIGNED.send("payload");
        SignedRequest huge = Requests.withHeader(sent.request(), "x-amz-decoded-content-length", "9000000000000000");
        Verification verification = Requests.verify(sent.request(), "", Requests.NOW);
        String body = "ffffffffffff;chunk-signature=" + "0".repeat(64) + "\r\npayload";

        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> AwsChunkedInputStream.open(
                                new ByteArrayInputStream(Requests.bytes(body)), verification, huge)
                        .read())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_CHUNK_SIZE));
    }

    @Test
    void trailersAreNotThereBeforeTheEnd() {
        GenuineClient.Sent sent = Form.UNSIGNED_TRAILER.send("payload");

        assertThatIllegalStateException()
                .isThrownBy(() -> open(sent, sent.body()).trailers());
    }

    @Test
    void anonymousCallersStreamUnsigned() throws IOException {
        AwsChunkedInputStream in = AwsChunkedInputStream.openUnsigned(
                new ByteArrayInputStream(Requests.bytes("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n")),
                anonymous("5", "x-amz-checksum-crc32"));

        assertThat(in.readAllBytes()).asString().isEqualTo("hello");
        assertThat(in.trailers()).isEqualTo(Map.of("x-amz-checksum-crc32", List.of("NhCmhg==")));
    }

    private static AwsChunkedInputStream open(GenuineClient.Sent sent, byte[] body) {
        Verification verification = Requests.verify(sent.request(), "", Requests.NOW);
        return AwsChunkedInputStream.open(new ByteArrayInputStream(body), verification, sent.request());
    }

    private static void assertRefused(GenuineClient.Sent sent, byte[] body, Reason reason) {
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> open(sent, body).readAllBytes())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static SignatureException refused(String body, String length, String trailer) {
        try {
            String read = new String(
                    AwsChunkedInputStream.openUnsigned(
                                    new ByteArrayInputStream(Requests.bytes(body)), anonymous(length, trailer))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            throw new AssertionError("accepted: " + read);
        } catch (SignatureException refused) {
            return refused;
        } catch (IOException e) {
            throw new AssertionError("nothing but a SignatureException", e);
        }
    }

    private static SignedRequest anonymous(String length, String trailer) {
        SignedRequest request = Requests.request("PUT", "/b/k", "x-amz-decoded-content-length:" + length);
        return trailer.isEmpty() ? request : Requests.withHeader(request, "x-amz-trailer", trailer);
    }

    private static byte[] join(byte[] body, String more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(body);
        out.writeBytes(Requests.bytes(more));
        return out.toByteArray();
    }

    /** A network that delivers at most so many bytes at a time. */
    private static final class Dribble extends ByteArrayInputStream {

        private final int most;

        Dribble(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, most));
        }
    }
}
