package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.checksum.BodyDigests;
import dev.cloudlet.storage.checksum.ExpectedDigests;
import dev.cloudlet.storage.facility.Intake;
import dev.cloudlet.storage.facility.StagedBlob;
import dev.cloudlet.storage.facility.Storing;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Takes in the body of a PUT: stored, and proved to be what the client promised. */
@Component
public final class BodyIntake {
    /** The most that one PUT may carry. */
    public static final long MOST_BYTES = 5L << 30;

    private final Intake intake;

    public BodyIntake(Intake intake) {
        this.intake = intake;
    }

    /** Bytes that arrived; unless they are kept, closing removes them. */
    public record Received(StagedBlob blob, BodyDigests.Values digests) implements AutoCloseable {
        @Override
        public void close() {
            blob.close();
        }
    }

    /** Of an object: keeps the checksum that the client chose; S3 computes CRC-64/NVME where it chose none. */
    Received receive(RequestHead head, RequestBody body, Storing storing) {
        ExpectedDigests expected = expected(head, body);
        Algorithm chosen = expected.algorithm();
        return receive(body, expected, new BodyDigests(chosen != null ? chosen : Algorithm.CRC64NVME), storing);
    }

    /**
     * Of a part.
     *
     * @param kept the algorithm of the upload
     * @param required whether the client chose it when it began the upload, and so may use no other
     */
    public Received receivePart(RequestHead head, RequestBody body, Algorithm kept, boolean required, Storing storing) {
        ExpectedDigests expected = expected(head, body);
        Algorithm chosen = expected.algorithm();
        if (required && chosen != null && chosen != kept) {
            throw S3Error.INVALID_REQUEST.of(
                    "Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s",
                    kept.wireName().toLowerCase(Locale.ROOT), chosen.wireName().toLowerCase(Locale.ROOT));
        }
        return receive(body, expected, new BodyDigests(kept, chosen != null ? chosen : kept), storing);
    }

    private static ExpectedDigests expected(RequestHead head, RequestBody body) {
        checkLength(body.length());
        return ExpectedDigests.of(head);
    }

    private Received receive(RequestBody body, ExpectedDigests expected, BodyDigests digests, Storing storing) {
        StagedBlob blob = intake.receive(body.stream(), body.length(), digests.running(), storing);
        boolean good = false;
        try {
            BodyDigests.Values values = digests.values();
            expected.verify(values.md5(), values.sent(), body.trailers());
            good = true;
            return new Received(blob, values);
        } finally {
            if (!good) {
                blob.close();
            }
        }
    }

    private static void checkLength(long length) {
        if (length < 0) {
            throw S3Error.MISSING_CONTENT_LENGTH.error();
        }
        if (length > MOST_BYTES) {
            throw S3Error.ENTITY_TOO_LARGE
                    .error()
                    .with("ProposedSize", Long.toString(length))
                    .with("MaxSizeAllowed", Long.toString(MOST_BYTES));
        }
    }
}
