package dev.cloudlet.iam.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.kit.app.CloudletSettings;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootCredentialsTest {
    private static RootCredentials with(String secret, String endpoint, String bind) {
        return new RootCredentials(
                new RootSettings("test", secret),
                new CloudletSettings(URI.create(endpoint), Path.of("data"), "000000000000", "t".repeat(32)),
                bind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "::1", "[::1]", "localhost"})
    void theWellKnownSecretWorksOnLoopback(String bind) {
        assertThat(with("test", "http://localhost:4566", bind).secret(true)).isEqualTo("test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "::", "192.168.1.4", "example.com", "127.0.0.1.example.com", "localhost.example"})
    void theWellKnownSecretIsOffWhereOthersCanConnect(String bind) {
        assertThat(with("test", "http://localhost:4566", bind).secret(true)).isNull();
    }

    @Test
    void aSecretOfOnesOwnWorksEverywhere() {
        assertThat(with("a secret of one's own", "http://localhost:4566", "0.0.0.0")
                        .secret(true))
                .isEqualTo("a secret of one's own");
    }

    @Test
    void theWellKnownSecretIsForWhoSitsAtTheHost() {
        assertThat(with("test", "http://localhost:4566", "127.0.0.1").secret(false))
                .isNull();
        assertThat(with("a secret of one's own", "http://localhost:4566", "127.0.0.1")
                        .secret(false))
                .isEqualTo("a secret of one's own");
    }

    @Test
    void withoutABindAddressTheEndpointDecides() {
        assertThat(with("test", "http://localhost:4566", "").secret(true)).isEqualTo("test");
        assertThat(with("test", "http://cloud.example.com:4566", "").secret(true))
                .isNull();
    }

    @Test
    void nonsenseStopsTheService() {
        assertThatThrownBy(() -> new RootSettings("with space", "x"))
                .hasMessageContaining("cloudlet.root.access-key-id");
        assertThatThrownBy(() -> new RootSettings("test", " ")).hasMessageContaining("must not be empty");
    }

    @Test
    void theSecretIsInNoLog() {
        assertThat(new RootSettings("test", "very-secret").toString()).doesNotContain("very-secret");
    }
}
