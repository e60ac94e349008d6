package dev.cloudlet.storage.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.storage.facility.Blobs.Piece;
import dev.cloudlet.storage.seal.DamagedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ScrubTest {
    private static final int SIZE = 200_000;

    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("storage");

    @TempDir
    Path directory;

    private FacilityFixture fixture;

    @BeforeEach
    void start() {
        fixture = new FacilityFixture(database, directory.resolve("one"), directory.resolve("two"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aFlippedByteIsMendedFromTheOtherCopy() throws IOException {
        StagedBlob blob = kept();
        List<Path> copies = fixture.facilities.copies(blob.id());
        byte[] good = Files.readAllBytes(copies.getFirst());
        flip(copies.getFirst());

        assertThat(read(blob)).isEqualTo(new byte[SIZE]);
        scrub();

        assertThat(copies).hasSize(2).allSatisfy(copy -> assertThat(copy).hasBinaryContent(good));
    }

    @Test
    void aLostCopyIsMadeAnew() throws IOException {
        StagedBlob blob = kept();
        Files.delete(fixture.facilities.copies(blob.id()).getFirst());

        scrub();

        assertThat(fixture.facilities.copies(blob.id())).hasSize(2);
    }

    @Test
    void aCopyTooManyGoes() {
        StagedBlob blob = kept();
        database.jdbc().sql("UPDATE blob SET copies = 1").update();

        scrub();

        assertThat(fixture.facilities.copies(blob.id())).hasSize(1);
    }

    @Test
    void whereAllCopiesAreDamagedTheyAreLeftAsTheyAre() throws IOException {
        StagedBlob blob = kept();
        for (Path copy : fixture.facilities.copies(blob.id())) {
            flip(copy);
        }

        scrub();

        assertThat(fixture.facilities.copies(blob.id())).hasSize(2);
        assertThatThrownBy(() -> read(blob)).isInstanceOf(DamagedException.class);
    }

    private void scrub() {
        new Scrub(database.jdbc(), new Copies(fixture.facilities)).advance("all");
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[70_000] ^= 1;
        Files.write(file, bytes);
    }

    private byte[] read(StagedBlob blob) throws IOException {
        try (InputStream in = fixture.blobs.open(List.of(new Piece(blob.id(), 0, SIZE)), fixture.key)) {
            return in.readAllBytes();
        }
    }

    private StagedBlob kept() {
        StagedBlob blob =
                fixture.intake.receive(new ByteArrayInputStream(new byte[SIZE]), SIZE, List.of(), fixture.storing());
        database.transaction().executeWithoutResult(status -> fixture.blobs.keep(blob));
        return blob;
    }
}
