package dev.cloudlet.storage.object;

import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.checksum.BodyDigests;
import dev.cloudlet.storage.checksum.Checksum;
import dev.cloudlet.storage.encryption.Encryption;
import dev.cloudlet.storage.encryption.Encryptions;
import dev.cloudlet.storage.facility.Blobs;
import dev.cloudlet.storage.facility.Intake;
import dev.cloudlet.storage.facility.StagedBlob;
import dev.cloudlet.storage.facility.Storing;
import dev.cloudlet.storage.seal.WrappingKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Copies bytes of stored objects. */
@Component
public final class ObjectCopier {
    private final ObjectVersions versions;
    private final Blobs blobs;
    private final Intake intake;

    public ObjectCopier(ObjectVersions versions, Blobs blobs, Intake intake) {
        this.versions = versions;
        this.blobs = blobs;
        this.intake = intake;
    }

    /** Bytes in one piece; unless they are kept, closing removes them. */
    public record Copy(StagedBlob blob, String etag, Checksum checksum) implements AutoCloseable {
        @Override
        public void close() {
            blob.close();
        }
    }

    /**
     * A whole object, in one piece whatever it was before.
     *
     * @param wanted the name of the checksum algorithm for the copy; null for that of the original
     */
    Copy copy(ObjectVersion from, @Nullable String wanted, Keys keys) {
        Algorithm algorithm = algorithm(from, wanted);
        Checksum known = from.checksum();
        // Where the ETag does not tell the MD5 of the bytes, they have to be read for it.
        boolean knowsMd5 = from.keeping().encryption().showsMd5();
        if (from.parts() == 0 && known != null && known.algorithm() == algorithm && knowsMd5) {
            StagedBlob blob = blobs.duplicate(from.wholeBlob(), keys.source(), keys.storing());
            return new Copy(blob, keys.etag(from.etag()), known);
        }
        return copy(from, 0, from.size(), algorithm, keys);
    }

    /**
     * What a copy is read and stored with.
     *
     * @param encryption of the copy
     */
    public record Keys(WrappingKey source, Storing storing, Encryption encryption) {
        String etag(String md5) {
            return Encryptions.etag(encryption, storing.key(), md5);
        }
    }

    /** Some of an object's bytes. */
    public Copy copy(ObjectVersion from, long start, long count, Algorithm algorithm, Keys keys) {
        BodyDigests digests = new BodyDigests(algorithm);
        try (InputStream in = blobs.open(versions.pieces(from, start, count), keys.source())) {
            StagedBlob blob = intake.receive(in, count, digests.running(), keys.storing());
            BodyDigests.Values values = digests.values();
            return new Copy(blob, keys.etag(values.etag()), values.checksum());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Algorithm algorithm(ObjectVersion from, @Nullable String wanted) {
        if (wanted == null) {
            return from.checksum() == null
                    ? Algorithm.CRC64NVME
                    : from.checksum().algorithm();
        }
        Algorithm algorithm = Algorithm.of(wanted);
        if (algorithm == null) {
            throw S3Error.INVALID_REQUEST.of(
                    "Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
                            + " [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        }
        return algorithm;
    }
}
