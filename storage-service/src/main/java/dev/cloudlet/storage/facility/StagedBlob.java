package dev.cloudlet.storage.facility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are stored but belong to nothing yet. {@link Blobs#keep} gives them to what the running transaction writes; if that
 * does not happen, closing removes them.
 */
public final class StagedBlob implements AutoCloseable {
    private final UUID id;
    private final long size;
    private final byte[] key;
    private final int copies;
    private final byte @Nullable [] bytes;
    private final @Nullable Long crc;
    private final List<Path> files;
    private boolean kept;
    private boolean closed;

    private StagedBlob(
            UUID id, long size, byte[] key, int copies, byte @Nullable [] bytes, @Nullable Long crc, List<Path> files) {
        this.id = id;
        this.size = size;
        this.key = key;
        this.copies = copies;
        this.bytes = bytes;
        this.crc = crc;
        this.files = files;
    }

    /** Bytes small enough for the database, encrypted; the key, wrapped. */
    static StagedBlob inline(UUID id, long size, byte[] key, int copies, byte[] sealed) {
        return new StagedBlob(id, size, key, copies, sealed, null, List.of());
    }

    /** Bytes in files, which are on disk. */
    static StagedBlob inFiles(UUID id, long size, byte[] key, int copies, long crc, List<Path> files) {
        return new StagedBlob(id, size, key, copies, null, crc, files);
    }

    /** Names the bytes from now on. */
    public UUID id() {
        return id;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    byte @Nullable [] bytes() {
        return bytes;
    }

    @Nullable
    Long crc() {
        return crc;
    }

    byte[] key() {
        return key;
    }

    int copies() {
        return copies;
    }

    /** From here on the row decides: while it is uncertain whether that was committed the file must not be removed. */
    void kept() {
        kept = true;
    }

    /** The transaction has certainly not been committed. */
    void rolledBack() {
        kept = false;
        if (closed) {
            remove();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (!kept) {
            remove();
        }
    }

    private void remove() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
