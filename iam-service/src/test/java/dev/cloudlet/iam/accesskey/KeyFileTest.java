package dev.cloudlet.iam.accesskey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path directory;

    @Test
    void isMadeOnceForItsOwnerAlone() throws Exception {
        Path file = directory.resolve("iam/key");
        byte[] first = KeyFile.read(file);
        assertThat(first).hasSize(32);
        assertThat(KeyFile.read(file)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void processesThatMakeItAtOnceAgree() {
        Path file = directory.resolve("key");
        assertThat(IntStream.range(0, 32)
                        .parallel()
                        .mapToObj(i -> HexFormat.of().formatHex(KeyFile.read(file)))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aFileThatIsNoKeyIsNotUsed() throws Exception {
        Path file = Files.writeString(directory.resolve("key"), "short");
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("is not a key of 32 bytes");
    }
}
