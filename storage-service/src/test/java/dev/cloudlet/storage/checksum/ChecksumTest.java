package dev.cloudlet.storage.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {
    /** The check values of the catalogue of CRCs, and of the hashes' own standards. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
    })
    void checksumsOfTheDigitsOneToNine(Algorithm algorithm, String hex) {
        byte[] value = value(algorithm, "123456789".getBytes(StandardCharsets.US_ASCII));

        assertThat(HexFormat.of().formatHex(value)).isEqualTo(hex);
        assertThat(value).hasSize(algorithm.length());
    }

    @Test
    void theCompositeChecksumCoversTheChecksumsOfTheParts() {
        byte[] first = value(Algorithm.SHA256, new byte[] {1});
        byte[] second = value(Algorithm.SHA256, new byte[] {2});
        byte[] both = Arrays.copyOf(first, 64);
        System.arraycopy(second, 0, both, 32, 32);

        Checksum composite = Checksum.of(
                Algorithm.SHA256,
                Checksum.Type.COMPOSITE,
                List.of(piece(Algorithm.SHA256, 1), piece(Algorithm.SHA256, 2)));

        assertThat(composite.value())
                .isEqualTo(Checksum.whole(Algorithm.SHA256, value(Algorithm.SHA256, both))
                                .value() + "-2");
    }

    @Property(tries = 200)
    void theCrcOfTheWholeFollowsFromThoseOfItsParts(
            @ForAll("crcs") Algorithm algorithm, @ForAll("pieces") List<byte[]> pieces) {
        List<Checksum.Piece> parts = new ArrayList<>();
        RunningDigest whole = algorithm.start();
        for (byte[] piece : pieces) {
            parts.add(new Checksum.Piece(
                    piece.length,
                    Checksum.whole(algorithm, value(algorithm, piece)).value()));
            whole.update(piece, 0, piece.length);
        }

        assertThat(Checksum.of(algorithm, Checksum.Type.FULL_OBJECT, parts))
                .isEqualTo(Checksum.whole(algorithm, whole.value()));
    }

    @Provide
    Arbitrary<Algorithm> crcs() {
        return Arbitraries.of(Algorithm.class).filter(Algorithm::isCrc);
    }

    @Provide
    Arbitrary<List<byte[]>> pieces() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(70)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Checksum.Piece piece(Algorithm algorithm, int onlyByte) {
        byte[] value = value(algorithm, new byte[] {(byte) onlyByte});
        return new Checksum.Piece(1, Checksum.whole(algorithm, value).value());
    }

    private static byte[] value(Algorithm algorithm, byte[] bytes) {
        RunningDigest digest = algorithm.start();
        digest.update(bytes, 0, bytes.length);
        return digest.value();
    }
}
