package dev.cloudlet.storage.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeyTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path directory;

    @Test
    void isMadeOnceForTheServiceAlone() throws IOException {
        Path file = directory.resolve("data/root.key");

        RootKey made = RootKey.in(file, random);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(RootKey.in(file, random).fingerprint()).isEqualTo(made.fingerprint());
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.root-key*");
        assertThat(RootKey.in(directory.resolve("other"), random).fingerprint()).isNotEqualTo(made.fingerprint());
    }

    @Test
    void isRefusedWhereTheFileHoldsNoKey() throws IOException {
        Path file = Files.writeString(directory.resolve("root.key"), "0123");

        assertThatThrownBy(() -> RootKey.in(file, random)).hasMessageContaining("does not hold a root key");
    }
}
