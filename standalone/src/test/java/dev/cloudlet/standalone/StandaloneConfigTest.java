package dev.cloudlet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneConfigTest {
    private final StandaloneConfig config = StandaloneConfig.in(Path.of("data"));

    @Test
    void theDefaultsListenOnLoopbackAlone() {
        assertThat(config.bind()).isEqualTo("127.0.0.1");
        assertThat(config.endpoint()).hasToString("http://localhost:4566");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://localhost:4566",
        "0.0.0.0, http://localhost:4566",
        "10.0.0.7, http://10.0.0.7:4566",
        "::1, http://[::1]:4566",
        "[::1], http://[::1]:4566",
        "::, http://localhost:4566"
    })
    void theEndpointIsAnAddressThatClientsCanUse(String bind, String endpoint) {
        assertThat(config.withBind(bind).endpoint()).hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void portsAreInRange(int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> config.withPort(port));
    }

    @Test
    void laterSettingsWin() {
        assertThat(config.with("cloudlet.account", "1")
                        .with("cloudlet.account", "2")
                        .settings())
                .containsEntry("cloudlet.account", "2");
    }
}
