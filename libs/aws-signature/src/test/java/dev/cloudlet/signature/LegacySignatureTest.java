package dev.cloudlet.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The examples of S3's documentation.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Authentication examples</a>
 */
class LegacySignatureTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Instant NOW = Instant.parse("2007-03-27T19:40:00Z");

    @Test
    void objectGet() {
        assertSigned(
                request(
                        "GET",
                        "/photos/puppy.jpg",
                        "",
                        "date: Tue, 27 Mar 2007 19:36:42 +0000",
                        "authorization: AWS AKIAIOSFODNN7EXAMPLE:qgk2+6Sv9/oM7G3qLEjTH1a1l1g="),
                "awsexamplebucket1");
    }

    @Test
    void objectPut() {
        assertSigned(
                request(
                        "PUT",
                        "/photos/puppy.jpg",
                        "",
                        "content-type: image/jpeg",
                        "content-length: 94328",
                        "date: Tue, 27 Mar 2007 21:15:45 +0000",
                        "authorization: AWS AKIAIOSFODNN7EXAMPLE:iqRzw+ileNPu1fhspnRs8nOjjIA="),
                "awsexamplebucket1");
    }

    @Test
    void list() {
        assertSigned(
                request(
                        "GET",
                        "/",
                        "prefix=photos&max-keys=50&marker=puppy",
                        "date: Tue, 27 Mar 2007 19:42:41 +0000",
                        "authorization: AWS AKIAIOSFODNN7EXAMPLE:m0WP8eCtspQl5Ahe6L1SozdX9YA="),
                "awsexamplebucket1");
    }

    @Test
    void fetchOfAList() {
        assertSigned(
                request(
                        "GET",
                        "/",
                        "acl",
                        "date: Tue, 27 Mar 2007 19:44:46 +0000",
                        "authorization: AWS AKIAIOSFODNN7EXAMPLE:82ZHiFIjc+WbcwFKGUVEQspPn+0="),
                "awsexamplebucket1");
    }

    @Test
    void deleteByThePathWithADateOfAmazonsOwn() {
        // Of the two dates the one of Amazon's own counts.
        SignedRequest request = request(
                "DELETE",
                "/awsexamplebucket1/photos/puppy.jpg",
                "",
                "date: Tue, 27 Mar 2007 21:20:27 +0000",
                "x-amz-date: Tue, 27 Mar 2007 19:36:42 +0000",
                "authorization: AWS AKIAIOSFODNN7EXAMPLE:qgk2+6Sv9/oM7G3qLEjTH1a1l1g=");

        assertThat(text(request, null)).isEqualTo("""
                DELETE



                x-amz-date:Tue, 27 Mar 2007 19:36:42 +0000
                /awsexamplebucket1/photos/puppy.jpg""");
    }

    @Test
    void aForgedSignatureIsNone() {
        SignedRequest request = request(
                "GET",
                "/photos/kitty.jpg",
                "",
                "date: Tue, 27 Mar 2007 19:36:42 +0000",
                "authorization: AWS AKIAIOSFODNN7EXAMPLE:qgk2+6Sv9/oM7G3qLEjTH1a1l1g=");
        Claim.Legacy claim = (Claim.Legacy) Claims.parse(request);

        assertThat(LegacySignature.matches(SECRET, text(request, "awsexamplebucket1"), claim.signature()))
                .isFalse();
    }

    @Test
    void isGoodForAQuarterOfAnHourOrUntilItExpires() {
        SignedRequest old = request(
                "GET",
                "/",
                "",
                "date: Tue, 27 Mar 2007 19:24:00 +0000",
                "authorization: AWS AKIAIOSFODNN7EXAMPLE:qgk2+6Sv9/oM7G3qLEjTH1a1l1g=");
        SignedRequest expired = request("GET", "/b/k", "AWSAccessKeyId=AKID&Signature=x&Expires=1175024398");

        assertRefused(old, Reason.TIME_SKEWED);
        assertRefused(expired, Reason.PRESIGNED_EXPIRED);
        assertThat(text(
                        request("GET", "/b/k", "AWSAccessKeyId=AKID&Signature=x&Expires=1175024500&versionId=v%2B"),
                        null))
                .isEqualTo("GET\n\n\n1175024500\n/b/k?versionId=v+");
    }

    private static void assertSigned(SignedRequest request, String bucket) {
        Claim.Legacy claim = (Claim.Legacy) Claims.parse(request);

        assertThat(claim.accessKeyId()).isEqualTo("AKIAIOSFODNN7EXAMPLE");
        Instant now = Objects.requireNonNull(claim.signedAt());
        String text = LegacySignature.stringToSign(claim, request, bucket, now);
        assertThat(LegacySignature.matches(SECRET, text, claim.signature()))
                .as(text)
                .isTrue();
    }

    private static void assertRefused(SignedRequest request, Reason reason) {
        assertThatThrownBy(() -> text(request, null))
                .isInstanceOfSatisfying(
                        SignatureException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static String text(SignedRequest request, @Nullable String bucket) {
        return LegacySignature.stringToSign((Claim.Legacy) Claims.parse(request), request, bucket, NOW);
    }

    private static SignedRequest request(String method, String path, String query, String... headers) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (String header : headers) {
            byName.put(header.substring(0, header.indexOf(':')), List.of(header.substring(header.indexOf(':') + 2)));
        }
        return new SignedRequest(method, path, query, byName);
    }
}
