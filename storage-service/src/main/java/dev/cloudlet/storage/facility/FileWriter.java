package dev.cloudlet.storage.facility;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Writes the files of one new blob, a copy in each of its facilities. What is not completed is removed. */
final class FileWriter implements AutoCloseable {
    private final UUID order = BlobIds.next();
    private final List<Copy> copies = new ArrayList<>();
    private final List<Path> completed = new ArrayList<>();
    private final CRC32C crc = new CRC32C();
    private boolean complete;

    FileWriter(Facilities facilities, int count) throws IOException {
        for (Facility facility : facilities.choose(order, count)) {
            Path temporary = facility.newTemporary();
            copies.add(new Copy(
                    facility,
                    temporary,
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
        }
    }

    private record Copy(Facility facility, Path temporary, FileChannel channel) {}

    void write(byte[] bytes, int count) throws IOException {
        crc.update(bytes, 0, count);
        for (Copy copy : copies) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining()) {
                copy.channel().write(buffer);
            }
        }
    }

    /** Makes the files those of a blob; they survive a power failure from here on. The blob's id tells when that was. */
    UUID complete() throws IOException {
        for (Copy copy : copies) {
            copy.channel().force(false);
        }
        UUID blob = BlobIds.next();
        for (Copy copy : copies) {
            completed.add(copy.facility().file(blob));
            copy.facility().complete(copy.temporary(), blob);
        }
        complete = true;
        return blob;
    }

    /** Of all that was written. */
    long crc() {
        return crc.getValue();
    }

    List<Path> completed() {
        return List.copyOf(completed);
    }

    @Override
    public void close() throws IOException {
        for (Copy copy : copies) {
            copy.channel().close();
            Files.deleteIfExists(copy.temporary());
        }
        if (!complete) {
            for (Path file : completed) {
                Files.deleteIfExists(file);
            }
        }
    }
}
