package dev.cloudlet.signature;

import static dev.cloudlet.signature.Requests.KEY;
import static dev.cloudlet.signature.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/** What the AWS SDK signs, this library verifies: random paths, queries, headers and bodies. */
class GenuineSignerTest {

    @Property(tries = 300)
    void s3HeaderSigned(
            @ForAll("paths") String path,
            @ForAll("queries") Map<String, List<String>> query,
            @ForAll("headers") Map<String, String> headers,
            @ForAll("texts") String body) {
        GenuineClient.Sent sent = new GenuineClient("s3", KEY).sign(http(path, query, headers), Requests.bytes(body));

        assertThat(Requests.verify(sent.request(), "", NOW).claim().payload())
                .isEqualTo(new Payload.Hash(Digests.sha256Hex(body)));
    }

    @Property(tries = 300)
    void otherServicesHeaderSigned(
            @ForAll("paths") String path,
            @ForAll("queries") Map<String, List<String>> query,
            @ForAll("headers") Map<String, String> headers,
            @ForAll("texts") String body) {
        GenuineClient.Sent sent = new GenuineClient("xray", KEY).sign(http(path, query, headers), Requests.bytes(body));

        assertThat(Requests.verify(sent.request(), body, NOW).claim().payload()).isEqualTo(new Payload.Absent());
    }

    @Property(tries = 200)
    void s3Presigned(@ForAll("paths") String path, @ForAll("queries") Map<String, List<String>> query) {
        GenuineClient.Sent sent = new GenuineClient("s3", KEY).presign(http(path, query, Map.of()), Duration.ofDays(7));

        Claim.Signed claim = Requests.verify(sent.request(), "", NOW).claim();
        assertThat(claim.kind()).isEqualTo(Claim.Kind.PRESIGNED);
        assertThat(claim.expires()).isEqualTo(Duration.ofDays(7));
    }

    @Property(tries = 100)
    void otherServicesPresigned(@ForAll("paths") String path, @ForAll("queries") Map<String, List<String>> query) {
        GenuineClient.Sent sent =
                new GenuineClient("sts", KEY).presign(http(path, query, Map.of()), Duration.ofMinutes(1));

        assertThat(Requests.verify(sent.request(), "", NOW).claim().kind()).isEqualTo(Claim.Kind.PRESIGNED);
    }

    @Example
    void temporaryCredentials() {
        AccessKey temporary = new AccessKey(KEY.id(), KEY.secret(), "token/+=");
        SdkHttpFullRequest http = http("/", Map.of(), Map.of());

        GenuineClient.Sent signed = new GenuineClient("s3", temporary).sign(http, new byte[0]);
        GenuineClient.Sent presigned = new GenuineClient("s3", temporary).presign(http, Duration.ofHours(1));

        assertThat(Requests.verify(signed.request(), "", NOW).claim().sessionToken())
                .isEqualTo("token/+=");
        assertThat(Requests.verify(presigned.request(), "", NOW).claim().sessionToken())
                .isEqualTo("token/+=");
    }

    @Property(tries = 100)
    void ourSignerMakesTheSameSignature(
            @ForAll("paths") String path, @ForAll("queries") Map<String, List<String>> query) {
        SignedRequest genuine = new GenuineClient("s3", KEY)
                .sign(http(path, query, Map.of()), new byte[0])
                .request();
        SignedRequest plain = Requests.withHeader(genuine, "authorization");

        SignedRequest ours = new Signer(KEY, "us-east-1", "s3").sign(plain, Digests.EMPTY_SHA256, NOW);

        assertThat(ours).isEqualTo(genuine);
    }

    private static SdkHttpFullRequest http(String path, Map<String, List<String>> query, Map<String, String> headers) {
        SdkHttpFullRequest.Builder http = GenuineClient.http("POST", path);
        query.forEach(http::putRawQueryParameter);
        headers.forEach(http::putHeader);
        return http.build();
    }

    @Provide
    Arbitrary<String> texts() {
        List<String> characters = "abcXYZ019-_.~ /+%&=?#:;,@$!*'()[]\"<>\\^`{|}éß日本😀\t"
                .codePoints()
                .mapToObj(Character::toString)
                .toList();
        return Arbitraries.of(characters).list().ofMaxSize(12).map(list -> String.join("", list));
    }

    /** As clients send them: encoded, with empty and dot segments, escaped slashes, escapes of escapes. */
    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> segments = Arbitraries.frequencyOf(
                Tuple.of(5, texts().map(PercentEncoding::encode)),
                Tuple.of(2, Arbitraries.of("", ".", "a/..", "...", "%2F", "a%2Fb", "%252E", "%252F", "a..b", "%00")));
        return segments.list().ofMaxSize(6).map(list -> "/" + String.join("/", list));
    }

    @Provide
    Arbitrary<Map<String, List<String>>> queries() {
        Arbitrary<String> names = texts().filter(name -> !name.isEmpty());
        return Arbitraries.maps(names, texts().list().ofMinSize(1).ofMaxSize(3)).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        Arbitrary<String> names =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
        Arbitrary<String> values =
                Arbitraries.strings().withChars("abc  ;,\"=:/\t").ofMaxLength(16);
        return Arbitraries.maps(names, values).ofMaxSize(4).map(map -> map.entrySet().stream()
                .collect(Collectors.toMap(entry -> "X-Amz-Meta-" + entry.getKey(), Map.Entry::getValue)));
    }
}
