package dev.cloudlet.storage.checksum;

import java.util.HexFormat;
import java.util.List;

/**
 * What is computed of bytes while they stream in: MD5, which S3's ETags are made of, the checksum that is kept, and the one that
 * the client sent, which mostly is the same.
 */
public final class BodyDigests {
    private final RunningDigest md5 = Algorithm.md5();
    private final Algorithm kept;
    private final Algorithm sent;
    private final RunningDigest keptDigest;
    private final RunningDigest sentDigest;

    /** With one checksum. */
    public BodyDigests(Algorithm algorithm) {
        this(algorithm, algorithm);
    }

    /** With the checksum to keep, and the one to compare with. */
    public BodyDigests(Algorithm kept, Algorithm sent) {
        this.kept = kept;
        this.sent = sent;
        this.keptDigest = kept.start();
        this.sentDigest = sent == kept ? keptDigest : sent.start();
    }

    /** To be given every byte. */
    public List<RunningDigest> running() {
        return keptDigest == sentDigest ? List.of(md5, keptDigest) : List.of(md5, keptDigest, sentDigest);
    }

    /** The values, once all bytes were seen. */
    public Values values() {
        Checksum keptValue = Checksum.whole(kept, keptDigest.value());
        return new Values(
                md5.value(),
                keptValue,
                keptDigest == sentDigest ? keptValue : Checksum.whole(sent, sentDigest.value()));
    }

    /**
     * The values of all bytes.
     *
     * @param checksum the one to keep
     * @param sent the one to compare with what the client sent
     */
    public record Values(byte[] md5, Checksum checksum, Checksum sent) {
        /** The ETag of an object that was put in one piece, without quotes. */
        public String etag() {
            return HexFormat.of().formatHex(md5);
        }
    }
}
