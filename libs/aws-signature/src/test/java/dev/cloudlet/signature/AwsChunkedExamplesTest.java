package dev.cloudlet.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The worked examples of chunked upload of the S3 API reference: 66560 times "a" in a chunk of 64 KB and one of 1 KB.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Chunked upload</a>
 */
class AwsChunkedExamplesTest {

    private static final String CREDENTIAL =
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,";

    @Test
    void signedChunks() throws IOException {
        SignedRequest put = Requests.request(
                "PUT",
                "/examplebucket/chunkObject.txt",
                "host:s3.amazonaws.com",
                "x-amz-date:20130524T000000Z",
                "x-amz-storage-class:REDUCED_REDUNDANCY",
                "x-amz-content-sha256:STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "content-encoding:aws-chunked",
                "x-amz-decoded-content-length:66560",
                "content-length:66824",
                "authorization:" + CREDENTIAL + "SignedHeaders=content-encoding;content-length;host;"
                        + "x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,"
                        + "Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        String body = chunk("10000", "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648", 65536)
                + chunk("400", "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497", 1024)
                + chunk("0", "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9", 0);
        assertThat(body).hasSize(66824);

        AwsChunkedInputStream in = open(put, body);

        assertThat(in.readAllBytes()).hasSize(66560).containsOnly('a');
        assertThat(in.trailers()).isEmpty();
    }

    @Test
    void signedChunksAndTrailer() throws IOException {
        SignedRequest put = Requests.request(
                "PUT",
                "/examplebucket/chunkObject.txt",
                "host:s3.amazonaws.com",
                "x-amz-date:20130524T000000Z",
                "x-amz-storage-class:REDUCED_REDUNDANCY",
                "x-amz-content-sha256:STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "content-encoding:aws-chunked",
                "x-amz-decoded-content-length:66560",
                "x-amz-trailer:x-amz-checksum-crc32c",
                "authorization:" + CREDENTIAL + "SignedHeaders=content-encoding;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer,"
                        + "Signature=106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
        String body = chunk("10000", "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2", 65536)
                + chunk("400", "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7", 1024)
                + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
                + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
                + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";

        AwsChunkedInputStream in = open(put, body);

        assertThat(in.readAllBytes()).hasSize(66560);
        assertThat(in.trailers()).isEqualTo(Map.of("x-amz-checksum-crc32c", List.of("sOO8/Q==")));
    }

    private static AwsChunkedInputStream open(SignedRequest request, String body) {
        Verification verification = Requests.verify(request, "", Requests.NOW);
        return AwsChunkedInputStream.open(new ByteArrayInputStream(Requests.bytes(body)), verification, request);
    }

    private static String chunk(String size, String signature, int length) {
        return size + ";chunk-signature=" + signature + "\r\n" + "a".repeat(length) + "\r\n";
    }
}
