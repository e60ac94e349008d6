package dev.cloudlet.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
    void somebodyElsesDataIsLeftAlone() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can make somebody else's");
        Path path = temporary.resolve("cloud");
        try (DataDirectory data = DataDirectory.take(path)) {
            Secrets.of(data);
        }
        Files.setAttribute(path.resolve("secrets.properties"), "unix:uid", 34567);

        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> DataDirectory.take(path));

        assertThat(failure.problem()).isEqualTo("The data in " + path + " belongs to user 34567");
        assertThat(failure.nextStep()).contains("as that user", "--data");
    }

    @Test
    void garbageInTheLockFileIsNoObstacle() throws IOException {
        Path path = temporary.resolve("cloud");
        DataDirectory.take(path).close();
        Files.write(path.resolve("lock"), new byte[] {0, -1, 'x', '\n'});

        try (DataDirectory held = DataDirectory.take(path)) {
            assertThat(held.followsCrash()).isTrue();
            assertThat(held.path().resolve("lock"))
                    .hasContent(ProcessHandle.current().pid() + "\n");
            Files.write(path.resolve("lock"), new byte[] {0, -1, 'x', '\n'});
            StartFailure failure = catchThrowableOfType(StartFailure.class, () -> DataDirectory.take(path));
            assertThat(failure.problem()).isEqualTo("A cloud already runs in " + path);
        }
    }

    @Test
    void theRootUsersKeyIsMadeOnceAndForTheOwnerAlone() throws IOException {
        try (DataDirectory data = DataDirectory.take(temporary.resolve("cloud"))) {
            RootKey made = RootKey.of(data);

            assertThat(RootKey.of(data)).isEqualTo(made);
            assertThat(made.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
            assertThat(made.secretAccessKey()).matches("[A-Za-z0-9]{40}");
            assertThat(made.toString()).doesNotContain(made.secretAccessKey());
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.path().resolve("root-access-key.properties"))))
                    .isEqualTo("rw-------");
        }
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
