package dev.cloudlet.storage.facility;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.checksum.RunningDigest;
import dev.cloudlet.storage.seal.DataKey;
import dev.cloudlet.storage.seal.Segments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Takes bytes in: digests and encrypts them on their way to the disk, in bounded memory whatever their number. */
public final class Intake {
    /** Up to here bytes go into the database: one group-committed write instead of three synced ones. */
    static final int INLINE_MOST = 8 << 10;

    private final Facilities facilities;

    Intake(Facilities facilities) {
        this.facilities = facilities;
    }

    /**
     * Reads a stream to its end and stores what it gave. Whatever the stream itself throws about broken promises passes
     * through, and nothing stays behind.
     *
     * @param expected the number of bytes that the client declared, or -1
     * @param digests are given every byte
     */
    public StagedBlob receive(InputStream in, long expected, List<RunningDigest> digests, Storing storing) {
        byte[] first = new byte[firstLength(expected)];
        int count = fill(in, first, limit(first), digests);
        if (count < limit(first) && count <= INLINE_MOST) {
            check(expected, count);
            return inline(first, count, storing);
        }
        return toFiles(in, expected, first, count, digests, storing);
    }

    /** Room for one byte more than fits inline or than was declared shows that there is more to come; and for the tag. */
    private static int firstLength(long expected) {
        return expected >= 0 && expected <= INLINE_MOST
                ? (int) expected + 1 + Segments.SEALED - Segments.PLAIN
                : Segments.SEALED;
    }

    private static int limit(byte[] buffer) {
        return buffer.length - (Segments.SEALED - Segments.PLAIN);
    }

    private static StagedBlob inline(byte[] buffer, int count, Storing storing) {
        UUID id = BlobIds.next();
        DataKey key = storing.key().newDataKey();
        int sealed = new Segments(key).seal(0, true, buffer, count);
        return StagedBlob.inline(
                id, count, storing.key().wrap(id, key), storing.copies(), Arrays.copyOf(buffer, sealed));
    }

    private StagedBlob toFiles(
            InputStream in, long expected, byte[] first, int count, List<RunningDigest> digests, Storing storing) {
        DataKey key = storing.key().newDataKey();
        try (FileWriter files = new FileWriter(facilities, storing.copies())) {
            Segments segments = new Segments(key);
            byte[] block = first;
            byte[] ahead = new byte[Segments.SEALED];
            int filled = count;
            if (limit(first) < Segments.PLAIN) {
                // More came than was declared. Whatever it is, it is refused.
                check(expected, limit(first));
            }
            long size = count;
            for (long number = 0; filled > 0; number++) {
                // The segment that ends the stream is marked: one has to look ahead.
                int next = filled < Segments.PLAIN ? 0 : fill(in, ahead, Segments.PLAIN, digests);
                files.write(block, segments.seal(number, next == 0, block, filled));
                size += next;
                byte[] free = block;
                block = ahead;
                ahead = free;
                filled = next;
            }
            check(expected, size);
            UUID id = files.complete();
            return StagedBlob.inFiles(
                    id, size, storing.key().wrap(id, key), storing.copies(), files.crc(), files.completed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills the buffer up to the limit; less only at the end of the stream. */
    private static int fill(InputStream in, byte[] buffer, int limit, List<RunningDigest> digests) {
        int count;
        try {
            count = in.readNBytes(buffer, 0, limit);
        } catch (IOException e) {
            // The client has gone away in the middle.
            throw new AwsException(
                    S3Error.INCOMPLETE_BODY, S3Error.INCOMPLETE_BODY.error().message(), e);
        }
        for (RunningDigest digest : digests) {
            digest.update(buffer, 0, count);
        }
        return count;
    }

    private static void check(long expected, long size) {
        if (expected >= 0 && size != expected) {
            throw S3Error.INCOMPLETE_BODY.error();
        }
    }
}
