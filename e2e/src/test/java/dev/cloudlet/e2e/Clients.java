package dev.cloudlet.e2e;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Clients of the SDK for the cloud at an endpoint. They do not retry: a test sees the first answer. */
public final class Clients implements AutoCloseable {
    /** Root of the first account. */
    public static final AwsCredentials ROOT = AwsBasicCredentials.create("test", "test");

    private final URI endpoint;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    public Clients(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** A client as root: {@code clients.client(IamClient.builder())}. */
    public <C extends AutoCloseable, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder) {
        return client(builder, ROOT);
    }

    /** A client as somebody else. */
    public <C extends AutoCloseable, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, AwsCredentials credentials) {
        return builder.httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD).retryStrategy(s -> s.maxAttempts(1)))
                .build();
    }

    @Override
    public void close() {
        http.close();
    }
}
