package dev.cloudlet.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs with the AWS SDK's own signer, set up as its service clients set it up. */
final class GenuineClient {

    /** What arrives: the request and its body as sent. */
    record Sent(SignedRequest request, byte[] body) {}

    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final String service;
    private final AwsCredentialsIdentity identity;

    GenuineClient(String service, AccessKey key) {
        this.service = service;
        this.identity = key.sessionToken() == null
                ? AwsCredentialsIdentity.create(key.id(), key.secret())
                : AwsSessionCredentialsIdentity.create(key.id(), key.secret(), key.sessionToken());
    }

    Sent sign(SdkHttpRequest request, byte[] body) {
        return sign(request, body, options -> {});
    }

    Sent presign(SdkHttpRequest request, Duration expires) {
        return sign(request, new byte[0], options -> options.putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, expires)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, !service.equals("s3")));
    }

    Sent sign(SdkHttpRequest request, byte[] body, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> options) {
        boolean s3 = service.equals("s3");
        var signed = SIGNER.sign(builder -> options.accept(builder.identity(identity)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !s3)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !s3)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(Requests.NOW, ZoneOffset.UTC))));
        SdkHttpRequest http = signed.request();
        SignedRequest sent = new SignedRequest(
                http.method().name(),
                http.encodedPath(),
                http.encodedQueryParameters().orElse(""),
                http.headers());
        return new Sent(sent, bytes(signed.payload().orElseThrow()));
    }

    static SdkHttpFullRequest.Builder http(String method, String encodedPath) {
        return SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.valueOf(method))
                .uri(URI.create("https://localhost:4566"))
                .putHeader("Host", "localhost:4566")
                .encodedPath(encodedPath);
    }

    private static byte[] bytes(ContentStreamProvider payload) {
        try (InputStream in = payload.newStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
