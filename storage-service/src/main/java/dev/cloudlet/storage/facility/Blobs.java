package dev.cloudlet.storage.facility;

import dev.cloudlet.kit.call.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private final Facility facility;
    private final Readers readers;

    Blobs(JdbcClient jdbc, Facility facility, Readers readers) {
        this.jdbc = jdbc;
        this.facility = facility;
        this.readers = readers;
    }

    /** A part of a blob that is to be read: so many bytes from there. */
    public record Piece(UUID blob, long from, long count) {}

    /** Keeps staged bytes if the running transaction commits. */
    public void keep(StagedBlob staged) {
        jdbc.sql("INSERT INTO blob (id, size, bytes) VALUES (:id, :size, :bytes)")
                .param("id", staged.id())
                .param("size", staged.size())
                .param("bytes", staged.bytes())
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

    /** The same bytes once more, as a blob of its own. */
    public StagedBlob duplicate(UUID source, long size) {
        byte[] bytes = inline(List.of(source)).get(source);
        if (bytes != null) {
            return new StagedBlob(BlobIds.next(), bytes);
        }
        try {
            UUID id = facility.duplicate(source);
            return new StagedBlob(id, size, facility.file(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes to send: from one file without a copy where that is possible, else as a stream over all pieces. */
    public Content content(List<Piece> pieces) {
        if (pieces.size() != 1) {
            return new Content.Stream(
                    open(pieces), pieces.stream().mapToLong(Piece::count).sum());
        }
        Piece piece = pieces.getFirst();
        byte[] bytes = inline(List.of(piece.blob())).get(piece.blob());
        if (bytes == null) {
            return new Content.FileRegion(facility.file(piece.blob()), piece.from(), piece.count());
        }
        int from = Math.toIntExact(piece.from());
        return new Content.Bytes(
                piece.count() == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + (int) piece.count()));
    }

    /** All pieces, one after the other; they stay until the stream is closed. */
    public PieceInputStream open(List<Piece> pieces) {
        List<UUID> ids = pieces.stream().map(Piece::blob).toList();
        return new PieceInputStream(pieces, inline(ids), facility, readers.hold(ids));
    }

    private Map<UUID, byte[]> inline(List<UUID> ids) {
        Map<UUID, byte[]> found = new HashMap<>();
        jdbc.sql("SELECT id, bytes FROM blob WHERE id = ANY (:ids) AND bytes IS NOT NULL")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    found.put(row.getObject("id", UUID.class), row.getBytes("bytes"));
                });
        return found;
    }
}
