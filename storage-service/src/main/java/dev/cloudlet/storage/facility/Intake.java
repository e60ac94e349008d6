package dev.cloudlet.storage.facility;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.checksum.RunningDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Takes bytes in: digests them on their way to the disk, in bounded memory whatever their number. */
public final class Intake {
    /** Up to here bytes go into the database: one group-committed write instead of three synced ones. */
    static final int INLINE_MOST = 8 << 10;

    private static final int BUFFER = 128 << 10;

    private final Facility facility;

    Intake(Facility facility) {
        this.facility = facility;
    }

    /**
     * Reads a stream to its end and stores what it gave. Whatever the stream itself throws about broken promises passes
     * through, and nothing stays behind.
     *
     * @param expected the number of bytes that the client declared, or -1
     * @param digests are given every byte
     */
    public StagedBlob receive(InputStream in, long expected, List<RunningDigest> digests) {
        byte[] first = new byte[firstLength(expected)];
        int count = fill(in, first, digests);
        if (count < first.length && count <= INLINE_MOST) {
            check(expected, count);
            return new StagedBlob(BlobIds.next(), Arrays.copyOf(first, count));
        }
        return toFile(in, expected, first, count, digests);
    }

    /** One byte more than fits inline or than was declared shows that there is more to come. */
    private static int firstLength(long expected) {
        return expected >= 0 && expected <= INLINE_MOST ? (int) expected + 1 : BUFFER;
    }

    private StagedBlob toFile(InputStream in, long expected, byte[] buffer, int count, List<RunningDigest> digests) {
        Path temporary = facility.newTemporary();
        try {
            long size = 0;
            byte[] block = buffer;
            int filled = count;
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                while (filled > 0) {
                    write(channel, block, filled);
                    size += filled;
                    if (block.length < BUFFER) {
                        block = new byte[BUFFER];
                    }
                    filled = fill(in, block, digests);
                }
                check(expected, size);
                channel.force(false);
            }
            return completed(temporary, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(temporary);
        }
    }

    private StagedBlob completed(Path temporary, long size) throws IOException {
        var id = facility.complete(temporary);
        return new StagedBlob(id, size, facility.file(id));
    }

    private static void write(FileChannel channel, byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Fills the buffer; less only at the end of the stream. */
    private static int fill(InputStream in, byte[] buffer, List<RunningDigest> digests) {
        int count;
        try {
            count = in.readNBytes(buffer, 0, buffer.length);
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

    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
