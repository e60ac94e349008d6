package dev.cloudlet.storage.facility;

import dev.cloudlet.storage.facility.Blobs.Piece;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Pieces of blobs as one stream; opens each when it gets there, for an object may have ten thousand. */
public final class PieceInputStream extends InputStream {
    private final Iterator<Piece> pieces;
    private final Map<UUID, byte[]> inline;
    private final Facility facility;
    private final Readers.Hold hold;
    private InputStream current = InputStream.nullInputStream();
    private long left;

    PieceInputStream(List<Piece> pieces, Map<UUID, byte[]> inline, Facility facility, Readers.Hold hold) {
        this.pieces = pieces.iterator();
        this.inline = inline;
        this.facility = facility;
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
        byte[] bytes = inline.get(piece.blob());
        if (bytes != null) {
            current = new ByteArrayInputStream(bytes, Math.toIntExact(piece.from()), Math.toIntExact(piece.count()));
        } else {
            FileChannel channel = FileChannel.open(facility.file(piece.blob()), StandardOpenOption.READ);
            channel.position(piece.from());
            current = Channels.newInputStream(channel);
        }
        left = piece.count();
    }

    @Override
    public void close() throws IOException {
        hold.close();
        current.close();
    }
}
