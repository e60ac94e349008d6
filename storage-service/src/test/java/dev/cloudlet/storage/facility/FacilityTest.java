package dev.cloudlet.storage.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.kit.call.Content;
import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.facility.Blobs.Piece;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FacilityTest {
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
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 131_071, 131_072, 131_073, 1_000_000})
    void whatGoesInComesOut(int size) throws IOException {
        byte[] bytes = bytes(size);

        StagedBlob blob = kept(bytes);

        assertThat(blob.size()).isEqualTo(size);
        try (InputStream in = fixture.blobs.open(List.of(new Piece(blob.id(), 0, size)), fixture.key)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(fixture.files()).hasSize(size > Intake.INLINE_MOST ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "65535,1", "65535,2", "65536,65536", "10,200000", "131071,1", "131072,68927", "199999,1"})
    void ofALargeBlobARangeIsSent(int from, int count) throws IOException {
        StagedBlob blob = kept(bytes(200_000));

        Content content = fixture.blobs.content(
                List.of(new Piece(blob.id(), from, Math.min(count, 200_000 - from))), fixture.key);

        assertThat(content).isInstanceOf(Content.Stream.class);
        try (InputStream in = ((Content.Stream) content).stream()) {
            assertThat(in.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(bytes(200_000), from, Math.min(from + count, 200_000)));
        }
    }

    @Test
    void ofASmallBlobTheBytesAreSent() {
        StagedBlob blob = kept(bytes(100));

        Content content = fixture.blobs.content(List.of(new Piece(blob.id(), 10, 20)), fixture.key);

        assertThat(content).isInstanceOfSatisfying(Content.Bytes.class, sent -> assertThat(sent.bytes())
                .isEqualTo(Arrays.copyOfRange(bytes(100), 10, 30)));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 100_000})
    void aBodyThatIsTooShortIsRefusedAndLeavesNothing(int size) {
        assertThatThrownBy(() -> fixture.intake.receive(
                        new ByteArrayInputStream(bytes(size)), size + 1, List.of(), fixture.storing()))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("IncompleteBody"));
        assertNothingLeft();
    }

    @Test
    void aBrokenConnectionLeavesNothing() {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(bytes(200_000)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        });
        assertThatThrownBy(() -> fixture.intake.receive(broken, 300_000, List.of(), fixture.storing()))
                .isInstanceOf(AwsException.class);
        assertNothingLeft();
    }

    @Test
    void aDroppedFileStaysWhileItIsRead() throws IOException {
        StagedBlob blob = kept(bytes(100_000));
        try (InputStream in = fixture.blobs.open(List.of(new Piece(blob.id(), 0, 100_000)), fixture.key)) {
            database.transaction().executeWithoutResult(status -> fixture.blobs.drop(List.of(blob.id())));
            fixture.removeDropped();
            assertThat(in.readAllBytes()).isEqualTo(bytes(100_000));
        }

        fixture.removeDropped();
        assertThat(fixture.files()).isEmpty();
        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM blob")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aCopyIsABlobOfItsOwn() throws IOException {
        StagedBlob original = kept(bytes(100_000));
        StagedBlob copy = fixture.blobs.duplicate(original.id(), fixture.key, fixture.storing());
        database.transaction().executeWithoutResult(status -> {
            fixture.blobs.keep(copy);
            fixture.blobs.drop(List.of(original.id()));
        });

        fixture.removeDropped();

        try (InputStream in = fixture.blobs.open(List.of(new Piece(copy.id(), 0, 100_000)), fixture.key)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes(100_000));
        }
    }

    @Test
    void theSweepRemovesWhatAKilledProcessLeft() throws IOException {
        StagedBlob known = kept(bytes(100_000));
        StagedBlob orphan =
                fixture.intake.receive(new ByteArrayInputStream(bytes(50_000)), 50_000, List.of(), fixture.storing());
        Path dead = Files.createDirectory(directory.resolve("temporary/0b7a0c4e-dead"));
        Files.createFile(dead.resolve("lock"));
        Files.write(dead.resolve("half"), bytes(10));

        fixture.sweep(InstantSource.system().instant().plus(Duration.ofSeconds(1)));

        assertThat(fixture.files()).containsExactly(fixture.facility().file(known.id()));
        assertThat(dead).doesNotExist();
        assertThat(orphan.size()).isEqualTo(50_000);
    }

    @Test
    void theSweepLeavesAloneWhatIsBeingWritten() throws IOException {
        StagedBlob about =
                fixture.intake.receive(new ByteArrayInputStream(bytes(50_000)), 50_000, List.of(), fixture.storing());
        try (Facility other = new Facility(directory)) {
            Path half = Files.write(other.newTemporary(), bytes(10));

            fixture.sweep(InstantSource.system().instant().minus(Duration.ofSeconds(1)));

            assertThat(fixture.files()).containsExactly(fixture.facility().file(about.id()));
            assertThat(half).exists();
        }
    }

    private StagedBlob kept(byte[] bytes) {
        StagedBlob blob =
                fixture.intake.receive(new ByteArrayInputStream(bytes), bytes.length, List.of(), fixture.storing());
        database.transaction().executeWithoutResult(status -> fixture.blobs.keep(blob));
        return blob;
    }

    private void assertNothingLeft() {
        assertThat(fixture.files()).isEmpty();
        assertThat(fixture.facility().temporary().path()).isDirectoryNotContaining("glob:**-*-*-*-*");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        return bytes;
    }
}
