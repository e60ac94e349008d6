package dev.cloudlet.e2e;

import dev.cloudlet.standalone.Standalone;
import dev.cloudlet.standalone.StandaloneConfig;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * The cloud that all tests of this module share: started with the first of them, gone with the JVM. Tests use names of their own, and
 * leave what belongs to others alone.
 */
public final class Cloud {
    /** Root of the first account. */
    public static final AwsCredentials ROOT = AwsBasicCredentials.create("test", "test");

    private static final class Shared {
        static final Cloud CLOUD = new Cloud(Standalone.start(StandaloneConfig.temporary()));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(CLOUD::close));
        }
    }

    private final Standalone standalone;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final ConcurrentLinkedDeque<AutoCloseable> clients = new ConcurrentLinkedDeque<>();

    private Cloud(Standalone standalone) {
        this.standalone = standalone;
    }

    /** The one cloud of this JVM. */
    public static Cloud shared() {
        return Shared.CLOUD;
    }

    public URI endpoint() {
        return standalone.endpoint();
    }

    /** A client of the SDK as root: {@code cloud.client(IamClient.builder())}. */
    public <C extends AutoCloseable, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder) {
        return client(builder, ROOT);
    }

    /** A client of the SDK as somebody else. Does not retry: a test sees the first answer. */
    public <C extends AutoCloseable, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, AwsCredentials credentials) {
        C client = builder.httpClient(http)
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD).retryStrategy(s -> s.maxAttempts(1)))
                .build();
        clients.add(client);
        return client;
    }

    /** The AWS command line as root, pointed at this cloud. */
    public AwsCli cli() {
        return new AwsCli(endpoint(), "test", "test", List.of());
    }

    private void close() {
        standalone.close();
        http.close();
    }
}
