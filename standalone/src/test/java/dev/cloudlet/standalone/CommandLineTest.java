package dev.cloudlet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cloudlet.standalone.data.StartFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void optionsSayWhereAndVariablesWhatOthersMustNotSee() {
        StandaloneConfig config = CommandLine.parse(
                new String[] {"--data=/srv/cloud", "--port=4999", "--bind=0.0.0.0", "--cloudlet.account=123456789012"},
                Map.of(
                        "CLOUDLET_ACCOUNT", "999999999999",
                        "CLOUDLET_ROOT_ACCESS_KEY_ID", "AKIAROOT",
                        "CLOUDLET_ROOT_SECRET_ACCESS_KEY", "s3cret"));

        assertThat(config.data()).hasToString("/srv/cloud");
        assertThat(config.port()).isEqualTo(4999);
        assertThat(config.bind()).isEqualTo("0.0.0.0");
        assertThat(config.settings())
                .containsEntry("cloudlet.account", "123456789012")
                .containsEntry("cloudlet.root.access-key-id", "AKIAROOT")
                .containsEntry("cloudlet.root.secret-access-key", "s3cret");
    }

    @Test
    void emptyVariablesSayNothing() {
        assertThat(CommandLine.parse(new String[0], Map.of("CLOUDLET_ROOT_SECRET_ACCESS_KEY", " "))
                        .settings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=0",
                "--port=65536",
                "--port=http",
                "--cloudlet.account=12345678901",
                "--cloudlet.account=12345678901x",
                "--cloudlet.root.access-key-id=with space",
                "verbose"
            })
    void whatMakesNoSenseIsToldWithAWayOut(String option) {
        StartFailure failure =
                catchThrowableOfType(StartFailure.class, () -> CommandLine.parse(new String[] {option}, Map.of()));

        assertThat(failure.problem()).contains("'" + option.substring(option.indexOf('=') + 1) + "' is not a");
        assertThat(failure.nextStep()).isNotBlank();
    }
}
