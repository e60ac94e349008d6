package dev.cloudlet.storage.facility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are stored but belong to nothing yet. {@link Blobs#keep} gives them to what the running transaction writes; if that
 * does not happen, closing removes them.
 */
public final class StagedBlob implements AutoCloseable {
    private final UUID id;
    private final long size;
    private final byte @Nullable [] bytes;
    private final @Nullable Path file;
    private boolean kept;
    private boolean closed;

    /** Bytes small enough for the database. */
    StagedBlob(UUID id, byte[] bytes) {
        this.id = id;
        this.size = bytes.length;
        this.bytes = bytes;
        this.file = null;
    }

    /** Bytes in a file, which is on disk. */
    StagedBlob(UUID id, long size, Path file) {
        this.id = id;
        this.size = size;
        this.bytes = null;
        this.file = file;
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
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
