package dev.cloudlet.storage.facility;

import dev.cloudlet.storage.seal.DamagedException;
import dev.cloudlet.storage.seal.DataKey;
import dev.cloudlet.storage.seal.Segments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some of a file's bytes, decrypted; where one copy is damaged, goes on in another. One thread's own.
 *
 * <p>Files that were opened can be read to their end though their names are removed.
 */
final class UnsealingInputStream extends InputStream {
    private static final Logger log = LoggerFactory.getLogger(UnsealingInputStream.class);

    private final List<Path> copies;
    private final Segments segments;
    private final byte[] sealed = new byte[Segments.SEALED];
    private byte @Nullable [] plain;
    private FileChannel channel;
    private int copy;
    private long lastSegment;
    private long number;
    private int skip;
    private long left;
    private int at;
    private int end;

    UnsealingInputStream(List<Path> copies, DataKey key, long from, long count) throws IOException {
        if (copies.isEmpty()) {
            throw new NoSuchFileException("no facility has the blob");
        }
        this.copies = copies;
        this.segments = new Segments(key);
        this.number = from / Segments.PLAIN;
        this.skip = (int) (from % Segments.PLAIN);
        this.left = count;
        this.channel = open(0);
    }

    private FileChannel open(int index) throws IOException {
        FileChannel opened;
        try {
            opened = FileChannel.open(copies.get(index), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            // One too many, which has just been removed.
            if (index + 1 == copies.size()) {
                throw e;
            }
            return open(index + 1);
        }
        copy = index;
        lastSegment = Segments.last(opened.size());
        return opened;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        if (at == end) {
            if (skip == 0 && length >= Segments.PLAIN && left >= Segments.PLAIN) {
                int count = next(into, offset);
                left -= count;
                return count;
            }
            if (plain == null) {
                plain = new byte[Segments.PLAIN];
            }
            end = next(plain, 0);
            at = Math.min(skip, end);
            skip = 0;
        }
        int count = (int) Math.min(Math.min(length, left), end - at);
        if (count <= 0 || plain == null) {
            throw new DamagedException("a stored file is shorter than it was");
        }
        System.arraycopy(plain, at, into, offset, count);
        at += count;
        left -= count;
        return count;
    }

    /** The next segment, out of the first copy that has it whole. */
    private int next(byte[] into, int offset) throws IOException {
        while (true) {
            try {
                int count = segments.open(number, number == lastSegment, sealed, load(), into, offset);
                number++;
                return count;
            } catch (DamagedException e) {
                log.warn("{} is damaged in segment {}", copies.get(copy), number);
                if (copy + 1 == copies.size()) {
                    throw e;
                }
                channel.close();
                channel = open(copy + 1);
            }
        }
    }

    private int load() throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        long position = number * Segments.SEALED;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, position + buffer.position());
            if (count < 0) {
                break;
            }
        }
        return buffer.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
