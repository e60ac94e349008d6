package dev.cloudlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MachineSpecTest {
    static Stream<Runnable> malformed() {
        return Stream.of(
                () -> MachineSpec.of("../i-1").build(),
                () -> MachineSpec.of("I-1").build(),
                () -> MachineSpec.of("i".repeat(65)).build(),
                () -> MachineSpec.of("").build(),
                () -> MachineSpec.of("i-1").image("../../etc").build(),
                () -> MachineSpec.of("i-1").hostname("a\nb").build(),
                () -> MachineSpec.of("i-1").hosts(Map.of("a", "1.2.3.4\nevil")).build(),
                () -> MachineSpec.of("i-1")
                        .nameservers(List.of("1.2.3.4\nsearch evil"))
                        .build(),
                () -> MachineSpec.of("i-1").environment(Map.of("A=B", "c")).build(),
                () -> MachineSpec.of("i-1").environment(Map.of("A", "b\0c")).build(),
                () -> MachineSpec.of("i-1").consoleBytes(1).build(),
                () -> new Limits(0, 1 << 30, 100),
                () -> new Limits(Double.NaN, 1 << 30, 100),
                () -> new Limits(1, 1000, 100),
                () -> new Limits(1, 1 << 30, 1),
                () -> new Mount.Bind(Path.of("/srv"), "relative", true),
                () -> new Mount.Bind(Path.of("/srv"), "/mnt/../../etc", true),
                () -> new Mount.Tmpfs("/", 1 << 20),
                () -> new Boot.Command(List.of(), "root", "/"),
                () -> new Boot.Command(List.of("true"), "root", "relative"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsMalformedIsRefused(Runnable making) {
        assertThatThrownBy(making::run).isInstanceOfSatisfying(SandboxException.class, e -> assertThat(e.reason())
                .isEqualTo(SandboxException.Reason.INVALID));
    }

    @Test
    void aHostThatCannotRunMachinesSaysWhyToEverything() {
        try (var sandbox = new UnavailableSandbox("machines need root: start the cloud with sudo")) {
            assertThat(sandbox.machines().availability())
                    .isEqualTo(new Availability.Unavailable("machines need root: start the cloud with sudo"));
            assertThat(sandbox.machines().list()).isEmpty();
            assertThatThrownBy(() ->
                            sandbox.machines().launch(MachineSpec.of("i-1").build()))
                    .isInstanceOf(SandboxException.class)
                    .hasMessage("machines need root: start the cloud with sudo");
            assertThatThrownBy(() -> sandbox.networks().publicPool()).isInstanceOf(SandboxException.class);
            assertThatThrownBy(() -> sandbox.images().find("x")).isInstanceOf(SandboxException.class);
        }
    }
}
