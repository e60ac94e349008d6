package dev.cloudlet.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Sends requests as the root user, signed by the SDK's own signer. */
final class SignedClient implements AutoCloseable {
    private static final Set<String> SET_BY_THE_CLIENT = Set.of("host", "content-length");
    private static final AwsCredentialsIdentity ROOT = AwsCredentialsIdentity.create("test", "test");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final URI endpoint;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    SignedClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Sends one request with a body, which may be empty, and reads the answer to its end. */
    HttpResponse<String> send(
            String service, SdkHttpMethod method, String path, Map<String, String> headers, String body) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().uri(endpoint.resolve(path)).method(method);
        headers.forEach(request::putHeader);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SignedRequest signed = signer.sign(sign -> sign.identity(ROOT)
                .request(request.build())
                .payload(ContentStreamProvider.fromByteArray(bytes))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3")));
        return exchange(signed, bytes);
    }

    private HttpResponse<String> exchange(SignedRequest signed, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.request().getUri())
                .timeout(LIMIT)
                .method(signed.request().method().name(), HttpRequest.BodyPublishers.ofByteArray(body));
        signed.request().headers().forEach((name, values) -> {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
