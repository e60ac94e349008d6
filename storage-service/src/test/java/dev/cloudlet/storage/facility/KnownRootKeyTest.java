package dev.cloudlet.storage.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.storage.seal.RootKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class KnownRootKeyTest {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("storage");

    @TempDir
    Path directory;

    @Test
    void aLostKeyIsNotReplacedByANewOne() throws IOException {
        Path file = directory.resolve("root.key");
        start(file);
        assertThat(start(file).file()).isEqualTo(file);
        Files.delete(file);

        assertThatThrownBy(() -> start(file)).hasMessageContaining("The root key is lost");
        assertThat(file).doesNotExist();
    }

    @Test
    void anotherKeyIsRefused() {
        start(directory.resolve("root.key"));
        Path other = directory.resolve("other.key");
        RootKey.in(other, new SecureRandom());

        assertThatThrownBy(() -> start(other)).hasMessageContaining("is not the one");
    }

    private static RootKey start(Path file) {
        return new KnownRootKey(database.jdbc()).in(file, new SecureRandom());
    }
}
