package dev.cloudlet.signature;

import static dev.cloudlet.signature.Requests.NOW;
import static dev.cloudlet.signature.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The worked examples of the S3 API reference.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Single chunk</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Query parameters</a>
 */
class S3ExamplesTest {

    private static final String HOST = "host:examplebucket.s3.amazonaws.com";
    private static final String DATE = "x-amz-date:20130524T000000Z";

    @Test
    void getObject() {
        SignedRequest get = request(
                "GET",
                "/test.txt",
                HOST,
                "range:bytes=0-9",
                DATE,
                "x-amz-content-sha256:" + Digests.EMPTY_SHA256,
                authorization(
                        "host;range;x-amz-content-sha256;x-amz-date",
                        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));

        assertThat(Requests.verify(get, "", NOW).claim().payload()).isEqualTo(new Payload.Hash(Digests.EMPTY_SHA256));
    }

    @Test
    void putObject() {
        String hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        SignedRequest put = request(
                "PUT",
                "/test$file.text",
                HOST,
                "date:Fri, 24 May 2013 00:00:00 GMT",
                DATE,
                "x-amz-storage-class:REDUCED_REDUNDANCY",
                "x-amz-content-sha256:" + hash,
                authorization(
                        "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));

        assertThat(Requests.verify(put, "", NOW).claim().payload()).isEqualTo(new Payload.Hash(hash));
    }

    @Test
    void getBucketLifecycle() {
        SignedRequest get = request(
                "GET",
                "/?lifecycle",
                HOST,
                DATE,
                "x-amz-content-sha256:" + Digests.EMPTY_SHA256,
                authorization(
                        "host;x-amz-content-sha256;x-amz-date",
                        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"));

        assertThat(Requests.verify(get, "", NOW).claim().kind()).isEqualTo(Claim.Kind.HEADER);
    }

    @Test
    void listObjects() {
        SignedRequest get = request(
                "GET",
                "/?max-keys=2&prefix=J",
                HOST,
                DATE,
                "x-amz-content-sha256:" + Digests.EMPTY_SHA256,
                authorization(
                        "host;x-amz-content-sha256;x-amz-date",
                        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));

        assertThat(Requests.verify(get, "", NOW).claim().accessKeyId()).isEqualTo("AKIAIOSFODNN7EXAMPLE");
    }

    @Test
    void presignedGetObject() {
        SignedRequest get = request(
                "GET",
                "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                HOST);

        Claim.Signed claim =
                Requests.verify(get, "", NOW.plus(Duration.ofHours(24))).claim();

        assertThat(claim.kind()).isEqualTo(Claim.Kind.PRESIGNED);
        assertThat(claim.expires()).isEqualTo(Duration.ofDays(1));
        assertThat(claim.payload()).isEqualTo(new Payload.Unsigned());
    }

    private static String authorization(String signedHeaders, String signature) {
        return "authorization:AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=" + signedHeaders + ",Signature=" + signature;
    }
}
