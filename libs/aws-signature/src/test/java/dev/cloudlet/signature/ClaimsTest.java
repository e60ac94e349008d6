package dev.cloudlet.signature;

import static dev.cloudlet.signature.Requests.iamCall;
import static dev.cloudlet.signature.Requests.request;
import static dev.cloudlet.signature.Requests.s3Get;
import static dev.cloudlet.signature.Requests.withAuthorization;
import static dev.cloudlet.signature.Requests.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client that signs wrongly is told. */
class ClaimsTest {

    private static final String PRESIGNED = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIDEXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=00";

    @Test
    void noAuthenticationIsAnonymous() {
        assertThat(Claims.parse(request("GET", "/b/k?versionId=1", "host:h"))).isEqualTo(new Claim.Anonymous());
    }

    @Test
    void aHeaderSignedRequest() {
        Claim.Signed claim = (Claim.Signed) Claims.parse(s3Get());

        assertThat(claim.scope()).isEqualTo(new CredentialScope(LocalDate.of(2013, 5, 24), "us-east-1", "s3"));
        assertThat(claim.signedHeaders())
                .containsExactly("content-type", "host", "x-amz-acl", "x-amz-content-sha256", "x-amz-date");
        assertThat(claim.expires()).isNull();
        assertThat(claim.toString()).doesNotContain(claim.signature());
    }

    @Test
    void spacesBetweenTheComponentsDoNotMatter() {
        Claim claim = Claims.parse(s3Get());

        assertThat(Claims.parse(withAuthorization(s3Get(), header -> header.replace(", ", ","))))
                .isEqualTo(claim);
        assertThat(Claims.parse(withAuthorization(s3Get(), header -> header.replace(", ", " ,  "))))
                .isEqualTo(claim);
    }

    @Test
    void theDateHeaderServesWithoutXAmzDate() {
        SignedRequest dated = withHeader(withHeader(s3Get(), "x-amz-date"), "date", "Fri, 24 May 2013 00:00:00 GMT");

        assertThat(((Claim.Signed) Claims.parse(dated)).signedAt()).isEqualTo(Requests.NOW);
    }

    @Test
    void withoutComponents() {
        SignatureException refused = refused(
                withHeader(withHeader(iamCall(), "x-amz-date"), "authorization", "AWS4-HMAC-SHA256 Credential="));

        assertThat(refused.code("iam")).isEqualTo("IncompleteSignature");
        assertThat(refused.message("iam"))
                .isEqualTo("Authorization header requires 'Credential' parameter. Authorization header requires"
                        + " 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
                        + " Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
                        + " (Hashed with SHA-256 and encoded with Base64)"
                        + " Authorization=puxFDhQ/eGpt31ppycPPrbsvNsPVpNIV4CY9pqtYOr8=");
        assertThat(refused.code("s3")).isEqualTo("AuthorizationHeaderMalformed");
        assertThat(refused.message("s3"))
                .isEqualTo("The authorization header is malformed; the authorization header requires three components:"
                        + " Credential, SignedHeaders, and Signature.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/aws4_request,|,|MALFORMED_AUTHORIZATION|the Credential is mal-formed; expecting"
                        + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
                "aws4_request|aws5|MALFORMED_AUTHORIZATION|incorrect terminal \"aws5\"."
                        + " This endpoint uses \"aws4_request\".",
                "20130524|2013524|MALFORMED_AUTHORIZATION|incorrect date format \"2013524\"."
                        + " This date in the credential must be in the format \"yyyyMMdd\".",
                "20130524|20131324|MALFORMED_AUTHORIZATION|incorrect date format \"20131324\"."
                        + " This date in the credential must be in the format \"yyyyMMdd\".",
                "20130524|20130525|WRONG_SCOPE|Invalid credential date \"20130525\"."
                        + " This date is not the same as X-Amz-Date: \"20130524\".",
                "Signature=|Signatur=|MALFORMED_AUTHORIZATION|*",
                "Signature=|Credential=|MALFORMED_AUTHORIZATION|*",
                "SignedHeaders=|SignedHeaders|MALFORMED_AUTHORIZATION|*",
                "us-east-1|us east 1|MALFORMED_AUTHORIZATION|*",
                "AWS4-HMAC-SHA256|AWS4-HMAC-SHA1|INVALID_AUTHORIZATION_ARGUMENT|*",
                "AWS4-HMAC-SHA256|aws4-hmac-sha256|INVALID_AUTHORIZATION_ARGUMENT|*",
                "AWS4-HMAC-SHA256|Bearer|INVALID_AUTHORIZATION_ARGUMENT|*",
                "AWS4-HMAC-SHA256|AWS|UNSUPPORTED_MECHANISM|*",
                "AWS4-HMAC-SHA256|AWS4-ECDSA-P256-SHA256|NOT_IMPLEMENTED|*",
            })
    void aMalformedHeader(String from, String to, Reason reason, String message) {
        SignatureException refused = refused(withAuthorization(s3Get(), header -> header.replace(from, to)));

        assertThat(refused.reason()).isEqualTo(reason);
        if (!message.equals("*")) {
            assertThat(refused.message("s3")).isEqualTo("The authorization header is malformed; " + message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Amz-Expires=60&||Query-string authentication version 4 requires the X-Amz-Algorithm,"
                        + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires"
                        + " parameters.",
                "X-Amz-Expires=60|X-Amz-Expires=604801|X-Amz-Expires must be less than a week (in seconds);"
                        + " that is, the given X-Amz-Expires must be less than 604800 seconds",
                "X-Amz-Expires=60|X-Amz-Expires=-1|X-Amz-Expires must be non-negative",
                "X-Amz-Expires=60|X-Amz-Expires=1h|X-Amz-Expires should be a number",
                "X-Amz-Expires=60|X-Amz-Expires=9999999999999999999999|X-Amz-Expires should be a number",
                "20130524T000000Z|2013-05-24T00:00:00Z|X-Amz-Date must be in the ISO8601 Long Format"
                        + " \"yyyyMMdd'T'HHmmss'Z'\"",
                "20130524T000000Z|20130230T000000Z|X-Amz-Date must be in the ISO8601 Long Format"
                        + " \"yyyyMMdd'T'HHmmss'Z'\"",
                "AWS4-HMAC-SHA256|AWS4-HMAC-SHA1|X-Amz-Algorithm only supports"
                        + " \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"",
                "%2Faws4_request||Error parsing the X-Amz-Credential parameter; the Credential is mal-formed;"
                        + " expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
            })
    void malformedParameters(String from, String to, String message) {
        SignatureException refused =
                refused(request("GET", "/b/k?" + PRESIGNED.replace(from, to == null ? "" : to), "host:h"));

        assertThat(refused.code("s3")).isEqualTo("AuthorizationQueryParametersError");
        assertThat(refused.status("s3")).isEqualTo(400);
        assertThat(refused.message("s3")).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, NotImplemented",
        "e3b0, InvalidArgument",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855, InvalidArgument",
        "unsigned-payload, InvalidArgument"
    })
    void anUnknownContentHash(String value, String code) {
        assertThat(refused(withHeader(s3Get(), "x-amz-content-sha256", value)).code("s3"))
                .isEqualTo(code);
    }

    @Test
    void s3NeedsAContentHash() {
        SignatureException refused = refused(withHeader(s3Get(), "x-amz-content-sha256"));

        assertThat(refused.code("s3")).isEqualTo("InvalidRequest");
        assertThat(refused.message("s3")).isEqualTo("Missing required header for this request: x-amz-content-sha256");
    }

    @Test
    void anonymousCallersCannotSendSignedChunks() {
        SignedRequest put = request("PUT", "/b/k", "x-amz-content-sha256:STREAMING-AWS4-HMAC-SHA256-PAYLOAD");

        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Claims.anonymousPayload(put))
                .satisfies(e -> assertThat(e.code("s3")).isEqualTo("InvalidRequest"));
        assertThat(Claims.anonymousPayload(
                        withHeader(put, "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")))
                .isEqualTo(new Payload.Streaming(false, true));
    }

    /** Whatever is sent, it is a claim, or refused in AWS's words: never another exception. */
    @Property(tries = 2000)
    void anyHeaderAndQuery(@ForAll String junk, @ForAll String query, @ForAll boolean prefix) {
        SignedRequest request = request(
                "GET",
                "/?" + (prefix ? PRESIGNED + query : query),
                "host:h",
                "x-amz-date:" + junk,
                "authorization:" + (prefix ? "AWS4-HMAC-SHA256 Credential=" : "") + junk);
        try {
            assertThat(Claims.parse(withHeader(request, prefix ? "authorization" : "host")))
                    .isInstanceOf(Claim.class);
        } catch (SignatureException refused) {
            assertThat(refused.status("s3")).isBetween(400, 501);
        }
    }

    private static SignatureException refused(SignedRequest request) {
        return assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Claims.parse(request))
                .actual();
    }
}
