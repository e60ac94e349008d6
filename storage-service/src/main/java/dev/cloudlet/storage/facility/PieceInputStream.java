package dev.cloudlet.storage.facility;

import dev.cloudlet.storage.facility.Blobs.Piece;
import dev.cloudlet.storage.seal.DataKey;
import dev.cloudlet.storage.seal.WrappingKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Pieces of blobs as one stream, decrypted; opens each when it gets there, for an object may have ten thousand. */
public final class PieceInputStream extends InputStream {
    private final Iterator<Piece> pieces;
    private final Map<UUID, SealedBlob> blobs;
    private final Facilities facilities;
    private final WrappingKey key;
    private final Readers.Hold hold;
    private InputStream current = InputStream.nullInputStream();
    private long left;

    PieceInputStream(
            List<Piece> pieces,
            Map<UUID, SealedBlob> blobs,
            Facilities facilities,
            WrappingKey key,
            Readers.Hold hold) {
        this.pieces = pieces.iterator();
        this.blobs = blobs;
        this.facilities = facilities;
        this.key = key;
        this.hold = hold;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            if (!pieces.hasNext()) {
                return -1;
            }
            advance(pieces.next());
        }
        int count = current.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new IOException("a stored file is shorter than it was");
        }
        left -= count;
        return count;
    }

    private void advance(Piece piece) throws IOException {
        current.close();
        SealedBlob blob = blobs.get(piece.blob());
        if (blob == null) {
            throw new BlobGoneException("blob " + piece.blob() + " is gone");
        }
        DataKey dataKey = key.unwrap(blob.id(), blob.key());
        current = blob.bytes() == null
                ? new UnsealingInputStream(facilities.copies(blob.id()), dataKey, piece.from(), piece.count())
                : new ByteArrayInputStream(
                        Blobs.unsealed(blob.bytes(), dataKey),
                        Math.toIntExact(piece.from()),
                        Math.toIntExact(piece.count()));
        left = piece.count();
    }

    @Override
    public void close() throws IOException {
        hold.close();
        current.close();
    }
}
