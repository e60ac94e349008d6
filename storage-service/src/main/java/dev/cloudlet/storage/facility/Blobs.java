package dev.cloudlet.storage.facility;

import dev.cloudlet.kit.call.Content;
import dev.cloudlet.storage.seal.DamagedException;
import dev.cloudlet.storage.seal.DataKey;
import dev.cloudlet.storage.seal.Segments;
import dev.cloudlet.storage.seal.WrappingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The blobs that the database knows. Each belongs to one version or part, which is who keeps and drops it. */
public final class Blobs {
    private final JdbcClient jdbc;
    private final Facilities facilities;
    private final Readers readers;

    Blobs(JdbcClient jdbc, Facilities facilities, Readers readers) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.readers = readers;
    }

    /** A part of a blob that is to be read: so many bytes from there. */
    public record Piece(UUID blob, long from, long count) {}

    /** Keeps staged bytes if the running transaction commits. */
    public void keep(StagedBlob staged) {
        jdbc.sql(
                        "INSERT INTO blob (id, size, copies, key, bytes, crc) VALUES (:id, :size, :copies, :key, :bytes, :crc)")
                .param("id", staged.id())
                .param("size", staged.size())
                .param("copies", staged.copies())
                .param("key", staged.key())
                .param("bytes", staged.bytes())
                .param("crc", staged.crc())
                .update();
        staged.kept();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    staged.rolledBack();
                }
            }
        });
    }

    /** Lets go of blobs that, if the running transaction commits, belong to nothing any more. */
    public void drop(Collection<UUID> blobs) {
        if (blobs.isEmpty()) {
            return;
        }
        UUID[] ids = blobs.toArray(UUID[]::new);
        jdbc.sql("DELETE FROM blob WHERE id = ANY (:ids) AND bytes IS NOT NULL")
                .param("ids", ids)
                .update();
        jdbc.sql("UPDATE blob SET dropped = now() WHERE id = ANY (:ids)")
                .param("ids", ids)
                .update();
    }

    /**
     * The same bytes once more, as a blob of its own. They stay encrypted as they are; their data key is wrapped anew.
     *
     * @param from unwraps the data key of the source
     */
    public StagedBlob duplicate(UUID source, WrappingKey from, Storing storing) {
        SealedBlob blob = find(List.of(source)).get(source);
        if (blob == null) {
            throw new BlobGoneException("blob " + source + " is gone");
        }
        UUID id = BlobIds.next();
        Readers.Hold hold = readers.hold(List.of(source));
        try {
            byte[] key = storing.key().wrap(id, from.unwrap(source, blob.key()));
            return blob.bytes() != null
                    ? StagedBlob.inline(id, blob.size(), key, storing.copies(), blob.bytes())
                    : StagedBlob.inFiles(
                            id, blob.size(), key, storing.copies(), blob.crc(), duplicateFiles(source, id, storing));
        } catch (NoSuchFileException e) {
            throw new BlobGoneException("blob " + source + " is gone");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            hold.close();
        }
    }

    private List<Path> duplicateFiles(UUID source, UUID id, Storing storing) throws IOException {
        List<Path> sources = facilities.copies(source);
        List<Path> made = new ArrayList<>();
        for (Facility facility : facilities.choose(source, storing.copies())) {
            if (sources.contains(facility.file(source))) {
                facility.duplicate(source, id);
            } else if (sources.isEmpty()) {
                throw new NoSuchFileException(facility.file(source).toString());
            } else {
                facility.copy(sources.getFirst(), id);
            }
            made.add(facility.file(id));
        }
        return made;
    }

    /** Bytes to send, decrypted with data keys that this key unwraps: small ones at hand, else a stream over all pieces. */
    public Content content(List<Piece> pieces, WrappingKey key) {
        List<UUID> ids = pieces.stream().map(Piece::blob).toList();
        Map<UUID, SealedBlob> found = find(ids);
        if (found.size() < ids.size()) {
            throw new BlobGoneException("of " + ids.size() + " blobs " + found.size() + " are left");
        }
        if (pieces.size() == 1) {
            Piece piece = pieces.getFirst();
            SealedBlob blob = found.get(piece.blob());
            if (blob != null && blob.bytes() != null) {
                return new Content.Bytes(range(piece, unsealed(blob, blob.bytes(), key)));
            }
        }
        return new Content.Stream(
                new PieceInputStream(pieces, found, facilities, key, readers.hold(ids)),
                pieces.stream().mapToLong(Piece::count).sum());
    }

    private static byte[] range(Piece piece, byte[] bytes) {
        int from = Math.toIntExact(piece.from());
        return piece.count() == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + (int) piece.count());
    }

    /** All pieces, one after the other; they stay until the stream is closed. */
    public PieceInputStream open(List<Piece> pieces, WrappingKey key) {
        List<UUID> ids = pieces.stream().map(Piece::blob).toList();
        return new PieceInputStream(pieces, find(ids), facilities, key, readers.hold(ids));
    }

    private static byte[] unsealed(SealedBlob blob, byte[] sealed, WrappingKey key) {
        try {
            return unsealed(sealed, key.unwrap(blob.id(), blob.key()));
        } catch (DamagedException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] unsealed(byte[] sealed, DataKey key) throws DamagedException {
        int length = Math.toIntExact(sealed.length - Segments.sealedLength(0));
        byte[] bytes = new byte[Math.max(0, length)];
        new Segments(key).open(0, true, sealed, sealed.length, bytes, 0);
        return bytes;
    }

    private Map<UUID, SealedBlob> find(List<UUID> ids) {
        Map<UUID, SealedBlob> found = new HashMap<>();
        jdbc.sql("SELECT id, size, copies, key, bytes, crc FROM blob WHERE id = ANY (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    found.put(
                            id,
                            new SealedBlob(
                                    id,
                                    row.getLong("size"),
                                    row.getInt("copies"),
                                    row.getBytes("key"),
                                    row.getBytes("bytes"),
                                    row.getLong("crc")));
                });
        return found;
    }
}
