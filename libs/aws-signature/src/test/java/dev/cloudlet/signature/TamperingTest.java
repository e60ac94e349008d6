package dev.cloudlet.signature;

import static dev.cloudlet.signature.Requests.BODY;
import static dev.cloudlet.signature.Requests.KEY;
import static dev.cloudlet.signature.Requests.NOW;
import static dev.cloudlet.signature.Requests.iamCall;
import static dev.cloudlet.signature.Requests.s3Get;
import static dev.cloudlet.signature.Requests.withAuthorization;
import static dev.cloudlet.signature.Requests.withHeader;
import static dev.cloudlet.signature.Requests.withMethod;
import static dev.cloudlet.signature.Requests.withPath;
import static dev.cloudlet.signature.Requests.withQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks: a signed request, changed on its way. Each is refused, by the reason that AWS would give. */
class TamperingTest {

    @Test
    void theRequestsAsSignedAreAccepted() {
        assertThat(Requests.verify(iamCall(), BODY, NOW).claim().accessKeyId()).isEqualTo(KEY.id());
        assertThat(Requests.verify(s3Get(), "", NOW).claim().accessKeyId()).isEqualTo(KEY.id());
        assertThat(Requests.verify(presigned(), "", NOW).claim().accessKeyId()).isEqualTo(KEY.id());
    }

    @Test
    void anotherMethod() {
        assertRefused(withMethod(s3Get(), "DELETE"), Reason.SIGNATURE_MISMATCH);
        assertRefused(withMethod(s3Get(), "get"), Reason.SIGNATURE_MISMATCH);
        assertRefused(withMethod(presigned(), "PUT"), Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bucket/a%20kez",
                "/bucket/A%20key",
                "/bucket//a%20key",
                "/bucket/a%20key/",
                "/bucket/./a%20key",
                "/bucket/x/../a%20key",
                "/bucket/a%2520key",
                "/bucket%2Fa%20key",
                "/bucket/a+key",
                "/bucket/a%20key%00",
                "/bucket/a%20key;x",
                "//bucket/a%20key"
            })
    void anotherPath(String path) {
        assertRefused(withPath(s3Get(), path), Reason.SIGNATURE_MISMATCH);
        assertRefused(withPath(presigned(), path), Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "versionId=7&x=2",
                "versionId=7",
                "versionId=7&x=1&x=1",
                "versionId=7&x=1&y",
                "versionid=7&x=1",
                "versionId=7&x=1&acl",
                "versionId=7%26x=1",
                "versionId=7;x=1",
                ""
            })
    void anotherQuery(String query) {
        assertRefused(withQuery(s3Get(), query), Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void anotherBody() {
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Requests.verify(iamCall(), BODY.replace("List", "list"), NOW))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void anotherBodyUnderTheSignedHash() {
        SignedRequest get = s3Get();
        Claim.Signed claim = (Claim.Signed) Claims.parse(get);
        byte[] signingKey = SigningKeys.derive(KEY.secret(), claim.scope().date(), "us-east-1", "s3");

        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Verifier.verify(claim, get, signingKey, Digests.sha256Hex("x"), NOW))
                .satisfies(e -> assertThat(e.code("s3")).isEqualTo("XAmzContentSHA256Mismatch"));
    }

    @Test
    void unsignedPayloadInPlaceOfTheHash() {
        assertRefused(withHeader(s3Get(), "x-amz-content-sha256", "UNSIGNED-PAYLOAD"), Reason.SIGNATURE_MISMATCH);
        assertRefused(
                withHeader(s3Get(), "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
                Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void unsignedPayloadIsNotForServicesOtherThanS3() {
        SignedRequest signed = new Signer(KEY, "us-east-1", "iam")
                .sign(
                        Requests.request(
                                "POST", "/", "host:iam.amazonaws.com", "x-amz-content-sha256:UNSIGNED-PAYLOAD"),
                        "UNSIGNED-PAYLOAD",
                        NOW);

        assertRefused(signed, Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void anotherHeaderValue() {
        assertRefused(withHeader(s3Get(), "x-amz-acl", "public-read"), Reason.SIGNATURE_MISMATCH);
        assertRefused(withHeader(s3Get(), "x-amz-acl", "Private"), Reason.SIGNATURE_MISMATCH);
        assertRefused(withHeader(s3Get(), "host", "evil.example.com"), Reason.SIGNATURE_MISMATCH);
        assertRefused(withHeader(s3Get(), "content-type", "text/html"), Reason.SIGNATURE_MISMATCH);
        assertRefused(withHeader(s3Get(), "x-amz-date", "20130524T000001Z"), Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void aSignedHeaderTakenAway() {
        assertRefused(withHeader(s3Get(), "x-amz-acl"), Reason.SIGNATURE_MISMATCH);
        assertRefused(withHeader(s3Get(), "host"), Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void anUnsignedHeaderInjected() {
        assertRefused(withHeader(s3Get(), "x-amz-copy-source", "/other/secret"), Reason.UNSIGNED_HEADERS);
        assertRefused(withHeader(s3Get(), "X-AMZ-Copy-Source", "/other/secret"), Reason.UNSIGNED_HEADERS);
        assertRefused(withHeader(s3Get(), "content-md5", "x"), Reason.UNSIGNED_HEADERS);
        assertRefused(withHeader(presigned(), "x-amz-acl", "public-read"), Reason.UNSIGNED_HEADERS);
        assertRefused(withHeader(presigned(), "x-amz-content-sha256", "0".repeat(64)), Reason.UNSIGNED_HEADERS);
        assertRefused(withHeader(iamCall(), "x-amz-security-token", "stolen"), Reason.UNSIGNED_HEADERS);
        assertRefused(withHeader(iamCall(), "x-amz-target", "Other.Operation"), Reason.UNSIGNED_HEADERS);
    }

    @Test
    void theHostNotSigned() {
        SignedRequest signed =
                new Signer(KEY, "us-east-1", "iam").sign(Requests.request("POST", "/"), Digests.sha256Hex(BODY), NOW);

        assertRefused(withHeader(signed, "host", "iam.amazonaws.com"), Reason.UNSIGNED_HEADERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "content-type", "x-amz-date", "x-amz-content-sha256", "x-amz-acl", "date"})
    void aHeaderGivenTwice(String name) {
        String value = s3Get().headers().getOrDefault(name, List.of("x")).getFirst();

        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Requests.verify(withHeader(s3Get(), name, value, value), "", NOW));
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Requests.verify(withHeader(s3Get(), name, value, "other"), "", NOW));
    }

    @Test
    void aSecondAuthorization() {
        String header = s3Get().header("authorization").getFirst();

        assertRefused(withHeader(s3Get(), "authorization", header, header), Reason.SEVERAL_MECHANISMS);
        assertRefused(withHeader(presigned(), "authorization", header), Reason.SEVERAL_MECHANISMS);
        assertRefused(withQuery(s3Get(), "AWSAccessKeyId=x&Signature=y&Expires=1"), Reason.SEVERAL_MECHANISMS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "X-Amz-Credential=AKIAOTHER%2F20130524%2Fus-east-1%2Fs3%2Faws4_request",
                "X-Amz-Date=20130525T000000Z",
                "X-Amz-Expires=604800",
                "X-Amz-SignedHeaders=host",
                "X-Amz-Signature=" + "00",
                "X-Amz-Signatur%65=00",
                "%58-Amz-Expires=604800"
            })
    void aSigningParameterGivenTwice(String parameter) {
        SignedRequest get = presigned();

        assertRefused(withQuery(get, get.rawQuery() + "&" + parameter), Reason.MALFORMED_QUERY_AUTHORIZATION);
        assertRefused(withQuery(get, parameter + "&" + get.rawQuery()), Reason.MALFORMED_QUERY_AUTHORIZATION);
    }

    @Test
    void signingParametersInAnotherCase() {
        SignedRequest get = presigned();

        assertRefused(withQuery(get, get.rawQuery() + "&x-amz-signature=00"), Reason.SIGNATURE_MISMATCH);
        assertRefused(withQuery(get, get.rawQuery() + "&x-amz-expires=604800"), Reason.SIGNATURE_MISMATCH);
        assertRefused(
                withQuery(get, get.rawQuery().replace("X-Amz-Expires", "x-amz-expires")),
                Reason.MALFORMED_QUERY_AUTHORIZATION);
        assertThat(Claims.parse(withQuery(get, get.rawQuery().replace("X-Amz", "x-amz"))))
                .as("no claim at all, so nobody's rights")
                .isEqualTo(new Claim.Anonymous());
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Expires=60, X-Amz-Expires=604800",
        "X-Amz-Date=20130524T000000Z, X-Amz-Date=20130524T000100Z",
        "us-east-1, eu-west-1",
        "response-content-type=text, response-content-type=html"
    })
    void anotherSigningParameter(String from, String to) {
        SignedRequest get = presigned();

        assertRefused(withQuery(get, get.rawQuery().replace(from, to)), Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"us-east-1, eu-west-1", "/s3/, /s3express/", "/s3/, /s3-outposts/", "AKIAIOSFODNN7EXAMPLE, AKIAOTHER"})
    void anotherScope(String from, String to) {
        SignedRequest moved = withAuthorization(s3Get(), header -> header.replace(from, to));

        if (!to.startsWith("AKIA")) {
            assertRefused(moved, Reason.SIGNATURE_MISMATCH);
        } else {
            assertThat(((Claim.Signed) Claims.parse(moved)).accessKeyId()).isEqualTo(to);
        }
    }

    @Test
    void aScopeOfAnotherDay() {
        assertRefused(
                withAuthorization(s3Get(), header -> header.replace("/20130524/", "/20130523/")), Reason.WRONG_SCOPE);
        assertRefused(
                withQuery(presigned(), presigned().rawQuery().replace("%2F20130524%2F", "%2F20130523%2F")),
                Reason.WRONG_QUERY_SCOPE);
    }

    @Test
    void aSignatureForS3DoesNotOpenAnotherService() {
        Claim.Signed claim = (Claim.Signed) Claims.parse(s3Get());

        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Verifier.requireScope(claim, Set.of("iam"), Set.of()))
                .satisfies(e -> assertThat(e.message("iam"))
                        .isEqualTo("Credential should be scoped to correct service: 'iam'."));
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Verifier.requireScope(claim, Set.of("s3"), Set.of("eu-west-1")))
                .satisfies(e -> assertThat(e.message("s3"))
                        .isEqualTo("The authorization header is malformed; the region 'us-east-1' is wrong;"
                                + " expecting 'eu-west-1'"));
    }

    @Test
    void anotherSignature() {
        assertRefused(
                withAuthorization(
                        s3Get(),
                        header -> header.substring(0, header.length() - 1) + (header.endsWith("0") ? "1" : "0")),
                Reason.SIGNATURE_MISMATCH);
        assertRefused(
                withAuthorization(s3Get(), header -> header.substring(0, header.length() - 1)),
                Reason.SIGNATURE_MISMATCH);
        assertRefused(
                withAuthorization(s3Get(), header -> {
                    int at = header.indexOf("Signature=") + 10;
                    return header.substring(0, at) + header.substring(at).toUpperCase(Locale.ROOT);
                }),
                Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "host;, Host;",
        "x-amz-acl;, X-Amz-Acl;",
        "host;, host;host;",
        "host;, ;host;",
        "x-amz-acl;, x-amz-acl;;"
    })
    void signedHeadersInAnotherForm(String from, String to) {
        assertRefused(
                withAuthorization(s3Get(), header -> header.replaceFirst(from, to)), Reason.MALFORMED_AUTHORIZATION);
    }

    @Test
    void fewerSignedHeaders() {
        assertRefused(withAuthorization(s3Get(), header -> header.replace("x-amz-acl;", "")), Reason.UNSIGNED_HEADERS);
        assertRefused(withAuthorization(s3Get(), header -> header.replace("host;", "")), Reason.UNSIGNED_HEADERS);
    }

    @Test
    void aPresignedUrlForAnotherToken() {
        AccessKey temporary = new AccessKey(KEY.id(), KEY.secret(), "one");
        SignedRequest get = new Signer(temporary, "us-east-1", "s3")
                .presign(Requests.request("GET", "/b/k", "host:h"), Duration.ofMinutes(1), NOW);

        assertRefused(withQuery(get, get.rawQuery().replace("Token=one", "Token=two")), Reason.SIGNATURE_MISMATCH);
        assertRefused(withQuery(get, get.rawQuery() + "&X-Amz-Security-Token=two"), Reason.INVALID_SESSION_TOKEN);
        assertRefused(withHeader(get, "x-amz-security-token", "two"), Reason.INVALID_SESSION_TOKEN);
    }

    @Test
    void aMismatchShowsWhatWasExpectedToBeSigned() {
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Requests.verify(withMethod(s3Get(), "PUT"), "", NOW))
                .satisfies(e -> assertThat(e.details())
                        .containsOnlyKeys(
                                "AWSAccessKeyId",
                                "StringToSign",
                                "SignatureProvided",
                                "StringToSignBytes",
                                "CanonicalRequest",
                                "CanonicalRequestBytes")
                        .hasEntrySatisfying(
                                "CanonicalRequest", text -> assertThat(text).startsWith("PUT\n/bucket/a%20key\n")));
    }

    @Test
    void aBodyNotHashedIsAMistakeOfTheCaller() {
        Claim.Signed claim = (Claim.Signed) Claims.parse(iamCall());

        assertThatIllegalArgumentException().isThrownBy(() -> Verifier.verify(claim, iamCall(), new byte[32], NOW));
    }

    private static SignedRequest presigned() {
        return new Signer(KEY, "us-east-1", "s3")
                .presign(
                        Requests.request("GET", "/bucket/a%20key?response-content-type=text", "host:s3.amazonaws.com"),
                        Duration.ofSeconds(60),
                        NOW);
    }

    private static void assertRefused(SignedRequest request, Reason reason) {
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Requests.verify(request, BODY, NOW))
                .satisfies(e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }
}
