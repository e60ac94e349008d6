package dev.cloudlet.storage.facility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * One directory with files of bytes, named by the blobs' ids and never by anything that a client sent:
 *
 * <pre>
 * data/5f3/0199…5f3     complete files, on disk before the database names them
 * temporary/…           what is being written, a directory for each process
 * </pre>
 */
final class Facility implements AutoCloseable {
    private final Path data;
    private final ProcessDirectory temporary;

    Facility(Path root) {
        try {
            data = Files.createDirectories(root.resolve("data"));
            temporary = ProcessDirectory.take(Files.createDirectories(root.resolve("temporary")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return data;
    }

    ProcessDirectory temporary() {
        return temporary;
    }

    /** Where the complete file of a blob is. */
    Path file(UUID blob) {
        String name = blob.toString();
        return data.resolve(name.substring(name.length() - 3)).resolve(name);
    }

    /** A new, empty file that nobody knows yet. */
    Path newTemporary() {
        return temporary.path().resolve(UUID.randomUUID().toString());
    }

    /** Makes a temporary file, whose bytes are on disk, a blob's; it survives a power failure from here on. */
    void complete(Path written, UUID blob) throws IOException {
        Path file = place(blob);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        sync(directoryOf(file));
    }

    /** Gives another blob the same bytes; files are never written to, so a second name will do. */
    void duplicate(UUID source, UUID blob) throws IOException {
        Path file = place(blob);
        try {
            Files.createLink(file, file(source));
            sync(directoryOf(file));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without links, or one that has reached its limit of names for this file.
            copy(file(source), blob);
        }
    }

    /** Makes a copy of another file a blob's. */
    void copy(Path source, UUID blob) throws IOException {
        Path copy = newTemporary();
        try {
            Files.copy(source, copy);
            sync(copy);
            complete(copy, blob);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private Path place(UUID blob) throws IOException {
        Path file = file(blob);
        Path directory = directoryOf(file);
        if (!Files.isDirectory(directory)) {
            try {
                Files.createDirectory(directory);
                sync(data);
            } catch (FileAlreadyExistsException e) {
                // Somebody else was quicker, and may not have come to the sync yet.
                sync(data);
            }
        }
        return file;
    }

    private static Path directoryOf(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException(file + " has no directory");
        }
        return parent;
    }

    /** Of a directory: makes the names in it durable. */
    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        temporary.close();
    }
}
