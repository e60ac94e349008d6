package dev.cloudlet.storage.facility;

import dev.cloudlet.storage.seal.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The copies of one blob, compared and mended. */
final class Copies {
    private static final Logger log = LoggerFactory.getLogger(Copies.class);
    private static final int BUFFER = 128 << 10;

    private final Facilities facilities;

    Copies(Facilities facilities) {
        this.facilities = facilities;
    }

    /** Makes the copies what they should be; says no if none of them is good. */
    boolean mend(Stored blob) throws IOException {
        List<Facility> good = new ArrayList<>();
        List<Facility> other = new ArrayList<>();
        for (Facility facility : facilities.choose(blob.id(), facilities.all().size())) {
            (isGood(facility.file(blob.id()), blob) ? good : other).add(facility);
        }
        if (good.isEmpty()) {
            return false;
        }
        Path source = good.getFirst().file(blob.id());
        int wanted = Math.min(blob.copies(), facilities.all().size());
        for (Facility facility : other) {
            Path file = facility.file(blob.id());
            boolean damaged = Files.exists(file);
            if (good.size() < wanted) {
                facility.copy(source, blob.id());
                good.add(facility);
                log.warn("{} was {} and is mended", file, damaged ? "damaged" : "missing");
            } else if (damaged) {
                Files.deleteIfExists(file);
            }
        }
        for (Facility facility : good.subList(wanted, good.size())) {
            Files.deleteIfExists(facility.file(blob.id()));
        }
        return true;
    }

    private static boolean isGood(Path file, Stored blob) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != Segments.sealedLength(blob.size())) {
                return false;
            }
            CRC32C crc = new CRC32C();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (channel.read(buffer) >= 0) {
                crc.update(buffer.flip());
                buffer.clear();
            }
            return crc.getValue() == blob.crc();
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
