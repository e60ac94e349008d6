package dev.cloudlet.e2e;

import dev.cloudlet.standalone.Standalone;
import dev.cloudlet.standalone.StandaloneConfig;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/**
 * The cloud that all tests of this module share: started with the first of them, gone with the JVM. Tests use names of their own, and
 * leave what belongs to others alone.
 */
public final class Cloud {
    /** Root of the first account. */
    public static final AwsCredentials ROOT = Clients.ROOT;

    private static final class Shared {
        static final Cloud CLOUD = new Cloud(Standalone.start(StandaloneConfig.temporary()));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(CLOUD::close));
        }
    }

    private final Standalone standalone;
    private final Clients clients;

    private Cloud(Standalone standalone) {
        this.standalone = standalone;
        this.clients = new Clients(standalone.endpoint());
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
        return clients.client(builder);
    }

    /** A client of the SDK as somebody else. Does not retry: a test sees the first answer. */
    public <C extends AutoCloseable, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, AwsCredentials credentials) {
        return clients.client(builder, credentials);
    }

    /** The AWS command line as root, pointed at this cloud. */
    public AwsCli cli() {
        return new AwsCli(endpoint(), "test", "test", List.of());
    }

    private void close() {
        standalone.close();
        clients.close();
    }
}
