package dev.cloudlet.storage.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.storage.facility.Blobs.Piece;
import dev.cloudlet.storage.seal.DamagedException;
import dev.cloudlet.storage.seal.Segments;
import dev.cloudlet.storage.seal.WrappingKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedAtRestTest {
    private static final String SECRET = "the launch code is 00000000. ";
    private static final int LARGE = 3 * Segments.PLAIN + 100;

    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("storage");

    @TempDir
    Path directory;

    private FacilityFixture fixture;

    @BeforeEach
    void start() {
        fixture = new FacilityFixture(database, directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 10_000})
    void thePlaintextIsNowhere(int times) throws IOException {
        kept(SECRET.repeat(times).getBytes(StandardCharsets.UTF_8));

        for (Path file : fixture.files()) {
            assertThat(latin(Files.readAllBytes(file))).doesNotContain("launch code");
        }
        List<String> rows = database.jdbc()
                .sql("SELECT encode(bytes, 'escape') FROM blob WHERE bytes IS NOT NULL")
                .query(String.class)
                .list();
        assertThat(rows).hasSize(1 - fixture.files().size()).noneMatch(row -> row.contains("launch code"));
    }

    @Test
    void theSameBytesAreStoredDifferentlyEachTime() throws IOException {
        kept(new byte[LARGE]);
        kept(new byte[LARGE]);

        assertThat(Files.readAllBytes(fixture.files().get(0)))
                .isNotEqualTo(Files.readAllBytes(fixture.files().get(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 70_000, LARGE + 63})
    void aFlippedBitIsFound(int at) throws IOException {
        assertDamaged(bytes -> {
            bytes[at] ^= 1;
            return bytes;
        });
    }

    @Test
    void segmentsInAnotherOrderAreFound() throws IOException {
        assertDamaged(bytes -> {
            byte[] swapped = bytes.clone();
            System.arraycopy(bytes, 0, swapped, Segments.SEALED, Segments.SEALED);
            System.arraycopy(bytes, Segments.SEALED, swapped, 0, Segments.SEALED);
            return swapped;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Segments.SEALED, 2 * Segments.SEALED, 3 * Segments.SEALED, 3 * Segments.SEALED + 5})
    void whatIsMissingAtTheEndIsFound(int left) throws IOException {
        assertDamaged(bytes -> Arrays.copyOf(bytes, left));
    }

    @Test
    void theFileOfAnotherBlobIsFound() throws IOException {
        StagedBlob other = kept(new byte[LARGE]);
        byte[] stored = Files.readAllBytes(fixture.facility().file(other.id()));
        assertDamaged(bytes -> stored);
    }

    @Test
    void theKeyOfAnotherBlobIsFound() {
        StagedBlob one = kept(new byte[100]);
        StagedBlob other = kept(new byte[100]);
        database.jdbc()
                .sql("UPDATE blob SET (key, bytes) = (SELECT key, bytes FROM blob WHERE id = :other) WHERE id = :one")
                .param("one", one.id())
                .param("other", other.id())
                .update();

        assertThatThrownBy(() -> read(one)).isInstanceOf(DamagedException.class);
    }

    @Test
    void withoutTheKeyNothingIsRead() {
        StagedBlob blob = kept(new byte[LARGE]);
        byte[] wrong = new byte[32];
        wrong[0] = 1;
        WrappingKey other = new WrappingKey(wrong, new SecureRandom());

        assertThatThrownBy(() -> {
                    try (InputStream in = fixture.blobs.open(List.of(new Piece(blob.id(), 0, LARGE)), other)) {
                        in.readAllBytes();
                    }
                })
                .isInstanceOf(DamagedException.class);
    }

    private void assertDamaged(UnaryOperator<byte[]> damage) throws IOException {
        StagedBlob blob = kept(new byte[LARGE]);
        Path file = fixture.facility().file(blob.id());
        Files.write(file, damage.apply(Files.readAllBytes(file)));

        assertThatThrownBy(() -> read(blob)).isInstanceOf(DamagedException.class);
    }

    private void read(StagedBlob blob) throws IOException {
        try (InputStream in = fixture.blobs.open(List.of(new Piece(blob.id(), 0, blob.size())), fixture.key)) {
            in.readAllBytes();
        }
    }

    private StagedBlob kept(byte[] bytes) {
        StagedBlob blob =
                fixture.intake.receive(new ByteArrayInputStream(bytes), bytes.length, List.of(), fixture.storing());
        database.transaction().executeWithoutResult(status -> fixture.blobs.keep(blob));
        return blob;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
