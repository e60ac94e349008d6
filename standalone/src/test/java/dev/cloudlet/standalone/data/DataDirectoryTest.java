package dev.cloudlet.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void oneCloudAtATimeHasIt() {
        Path path = temporary.resolve("cloud");
        try (DataDirectory held = DataDirectory.take(path)) {
            StartFailure failure = catchThrowableOfType(StartFailure.class, () -> DataDirectory.take(path));

            assertThat(failure.problem())
                    .isEqualTo("A cloud already runs in " + held.path() + " (process "
                            + ProcessHandle.current().pid() + ")");
            assertThat(failure.nextStep()).contains("./cloudlet down");
        }
        DataDirectory.take(path).close();
    }

    @Test
    void aFileInItsPlaceIsToldWithAWayOut() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> DataDirectory.take(file));

        assertThat(failure.problem()).contains(file.toString());
        assertThat(failure.nextStep()).contains("--data");
    }

    @Test
    void secretsAreMadeOnceAndForTheOwnerAlone() throws IOException {
        try (DataDirectory data = DataDirectory.take(temporary.resolve("cloud"))) {
            Secrets made = Secrets.of(data);

            assertThat(Secrets.of(data)).isEqualTo(made);
            assertThat(made.internalToken()).hasSize(64).isNotEqualTo(made.databasePassword());
            assertThat(made).hasToString("Secrets[hidden]");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.path().resolve("secrets.properties"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aLostSecretIsReplacedAndTheOthersKept() throws IOException {
        try (DataDirectory data = DataDirectory.take(temporary.resolve("cloud"))) {
            Secrets before = Secrets.of(data);
            Path file = data.path().resolve("secrets.properties");
            Files.write(
                    file,
                    Files.readAllLines(file).stream()
                            .filter(line -> !line.startsWith("internal-token"))
                            .toList());

            Secrets after = Secrets.of(data);

            assertThat(after.databasePassword()).isEqualTo(before.databasePassword());
            assertThat(after.internalToken())
                    .isNotEqualTo(before.internalToken())
                    .hasSize(64);
        }
    }
}
