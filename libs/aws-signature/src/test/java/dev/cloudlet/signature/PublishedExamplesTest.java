package dev.cloudlet.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples AWS publishes for implementers of Signature Version 4 (aws-sig-v4-test-suite). */
class PublishedExamplesTest {

    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    private static final CredentialScope SCOPE = new CredentialScope(LocalDate.of(2015, 8, 30), "us-east-1", "service");
    private static final byte[] SIGNING_KEY = SigningKeys.derive(
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", SCOPE.date(), SCOPE.region(), SCOPE.service());

    record Example(
            String name,
            boolean normalised,
            SignedRequest request,
            String body,
            String token,
            String signature,
            String presignedSignature) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> examples() throws IOException {
        try (InputStream in = PublishedExamplesTest.class.getResourceAsStream("/sigv4-examples.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).map(PublishedExamplesTest::example);
        }
    }

    private static Example example(String line) {
        String[] cells = line.split("\\|", -1);
        String[] headers = Arrays.stream(cells[4].split("(?<!\\\\)\\\\n"))
                .map(header -> header.replace("\\\\n", "\n"))
                .toArray(String[]::new);
        return new Example(
                cells[0],
                cells[1].equals("normalised"),
                Requests.request(cells[2], cells[3], headers),
                cells[5],
                cells[6],
                cells[7],
                cells[8]);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void verifiesAHeaderSignedExample(Example example) {
        SignedRequest dated = Requests.withHeader(example.request(), "x-amz-date", "20150830T123600Z");
        if (!example.body().isEmpty()) {
            dated = Requests.withHeader(dated, "x-amz-content-sha256", Digests.sha256Hex(example.body()));
        }
        if (!example.token().isEmpty()) {
            dated = Requests.withHeader(dated, "x-amz-security-token", example.token());
        }
        String list = String.join(";", new TreeSet<>(dated.headers().keySet()));
        SignedRequest signed = Requests.withHeader(
                dated,
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=" + list
                        + ", Signature=" + example.signature());

        assertVerified(example, signed, example.signature());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void verifiesAPresignedExample(Example example) {
        SignedRequest request = example.request();
        String list = String.join("%3B", new TreeSet<>(request.headers().keySet()));
        List<String> query = new ArrayList<>(List.of(request.rawQuery()));
        query.add("X-Amz-Algorithm=AWS4-HMAC-SHA256");
        query.add("X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request");
        query.add("X-Amz-Date=20150830T123600Z&X-Amz-Expires=3600");
        query.add("X-Amz-SignedHeaders=" + list);
        if (!example.token().isEmpty()) {
            query.add("X-Amz-Security-Token=" + PercentEncoding.encode(example.token()));
        }
        query.add("X-Amz-Signature=" + example.presignedSignature());

        assertVerified(example, Requests.withQuery(request, String.join("&", query)), example.presignedSignature());
    }

    private static void assertVerified(Example example, SignedRequest signed, String signature) {
        Claim.Signed claim = (Claim.Signed) Claims.parse(signed);
        assertThat(claim.scope()).isEqualTo(SCOPE);
        assertThat(claim.sessionToken()).isEqualTo(example.token().isEmpty() ? null : example.token());
        String bodyHash = Digests.sha256Hex(example.body());
        if (example.normalised()) {
            assertThat(Verifier.verify(claim, signed, SIGNING_KEY, bodyHash, NOW)
                            .claim())
                    .isEqualTo(claim);
        } else {
            String stringToSign = CanonicalRequest.of(signed, claim.signedHeaders(), bodyHash, false)
                    .stringToSign("20150830T123600Z", SCOPE);
            assertThat(Digests.hex(Digests.hmac(SIGNING_KEY, stringToSign))).isEqualTo(signature);
        }
    }
}
