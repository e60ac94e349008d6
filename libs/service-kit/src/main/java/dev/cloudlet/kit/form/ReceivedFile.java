package dev.cloudlet.kit.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of a form, whose size no header tells: a small one in memory, a large one on disk until it is stored. */
public final class ReceivedFile implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 20;

    private final byte[] start;
    private final @Nullable Path rest;
    private final long length;

    private ReceivedFile(byte[] start, @Nullable Path rest, long length) {
        this.start = start;
        this.rest = rest;
        this.length = length;
    }

    /**
     * Reads the file to its end.
     *
     * @throws dev.cloudlet.protocol.AwsException if it is larger or smaller than the policy lets it be
     */
    public static ReceivedFile of(Form form, FormPolicy policy) {
        try {
            byte[] start = form.file().readNBytes(IN_MEMORY);
            policy.checkNotTooLarge(start.length);
            ReceivedFile file = start.length < IN_MEMORY
                    ? new ReceivedFile(start, null, start.length)
                    : onDisk(start, form.file(), policy);
            policy.checkNotTooSmall(file.length);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReceivedFile onDisk(byte[] start, InputStream in, FormPolicy policy) throws IOException {
        Path path = Files.createTempFile("form", ".upload");
        boolean good = false;
        try (OutputStream out = Files.newOutputStream(path)) {
            out.write(start);
            long length = start.length;
            byte[] buffer = new byte[64 << 10];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                length += count;
                policy.checkNotTooLarge(length);
                out.write(buffer, 0, count);
            }
            policy.checkNotTooSmall(length);
            good = true;
            return new ReceivedFile(new byte[0], path, length);
        } finally {
            if (!good) {
                Files.delete(path);
            }
        }
    }

    /** In bytes. */
    public long length() {
        return length;
    }

    /** The bytes, from the first. */
    public InputStream open() throws IOException {
        return rest == null ? new ByteArrayInputStream(start) : Files.newInputStream(rest);
    }

    @Override
    public void close() {
        if (rest != null) {
            try {
                Files.delete(rest);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
