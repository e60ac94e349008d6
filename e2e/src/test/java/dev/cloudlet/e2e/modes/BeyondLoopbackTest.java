package dev.cloudlet.e2e.modes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.AwsCli;
import dev.cloudlet.standalone.Standalone;
import dev.cloudlet.standalone.StandaloneConfig;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A cloud that listens on every address of this machine, spoken to as another machine would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BeyondLoopbackTest {
    private static final String ACCOUNT = "123456789012";

    private Standalone cloud;
    private URI fromOutside;

    @BeforeAll
    void start() throws IOException {
        InetAddress address = ownAddress().orElse(null);
        Assumptions.assumeTrue(address != null, "this machine has no address but its loopback");
        cloud = Standalone.start(
                StandaloneConfig.temporary().withBind("0.0.0.0").with("cloudlet.account", ACCOUNT));
        fromOutside = URI.create(
                "http://" + address.getHostAddress() + ":" + cloud.endpoint().getPort());
    }

    @AfterAll
    void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void whatEverybodyKnowsOpensNothing() {
        for (URI endpoint : List.of(fromOutside, cloud.endpoint())) {
            AwsCli.Result refused = new AwsCli(endpoint, "test", "test", List.of()).run("sts", "get-caller-identity");

            assertThat(refused.exit()).isNotZero();
            assertThat(refused.err()).contains("InvalidClientTokenId");
        }
    }

    @Test
    void theKeyThatWasMadeIsTheRootOfTheConfiguredAccount() throws IOException {
        AwsCli root = rootFromOutside();

        assertThat(root.run("sts", "get-caller-identity", "--query", "Arn", "--output", "text")
                        .ok())
                .isEqualTo("arn:aws:iam::" + ACCOUNT + ":root");
        root.run("s3", "mb", "s3://seen-from-outside").ok();
        assertThat(root.run("s3", "ls").ok()).endsWith("seen-from-outside");
        assertThat(root.run("iam", "create-user", "--user-name", "guest", "--query", "User.Arn", "--output", "text")
                        .ok())
                .isEqualTo("arn:aws:iam::" + ACCOUNT + ":user/guest");
        assertThat(data("endpoint").lines().skip(1)).startsWith(ACCOUNT).endsWith("generated");
    }

    @Test
    void resetTakesTheToken() throws Exception {
        URI reset = fromOutside.resolve("/_cloudlet/reset");

        assertThat(post(reset, Optional.empty())).isEqualTo(403);
        assertThat(post(reset, Optional.of("guess"))).isEqualTo(403);
        assertThat(post(reset, Optional.of(properties("secrets.properties").getProperty("internal-token"))))
                .isEqualTo(200);
    }

    @Test
    void whatServicesSayToEachOtherHasNoDoor() throws Exception {
        assertThat(post(fromOutside.resolve("/_cloudlet/internal/caller"), Optional.empty()))
                .isEqualTo(404);
    }

    @Test
    void theDatabaseStaysWithThisMachine() throws IOException {
        int port = Integer.parseInt(data("postgres/port").strip());

        new Socket(InetAddress.getLoopbackAddress(), port).close();
        assertThat(connects(InetAddress.getByName(fromOutside.getHost()), port)).isFalse();
    }

    private static boolean connects(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private AwsCli rootFromOutside() throws IOException {
        Properties key = properties("root-access-key.properties");
        return new AwsCli(
                fromOutside, key.getProperty("access-key-id"), key.getProperty("secret-access-key"), List.of());
    }

    private Properties properties(String file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(path(file))) {
            properties.load(in);
        }
        return properties;
    }

    private String data(String file) throws IOException {
        return Files.readString(path(file));
    }

    private Path path(String file) {
        return cloud.config().data().resolve(file);
    }

    private static int post(URI uri, Optional<String> token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody());
        token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static Optional<InetAddress> ownAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(BeyondLoopbackTest::isUp)
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst();
    }

    private static boolean isUp(NetworkInterface each) {
        try {
            return each.isUp();
        } catch (IOException e) {
            return false;
        }
    }
}
