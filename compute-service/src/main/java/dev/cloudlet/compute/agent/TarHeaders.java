package dev.cloudlet.compute.agent;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a tar archive, of which only so many may be headers in a row: whoever reads headers keeps names of any length in
 * memory.
 */
final class TarHeaders extends FilterInputStream {
    private static final int MOST_BYTES = 1 << 20;

    private boolean counting;
    private long left;

    TarHeaders(InputStream in) {
        super(in);
        begin();
    }

    /** What is read next are headers. */
    void begin() {
        counting = true;
        left = MOST_BYTES;
    }

    /** What is read next is a file. */
    void end() {
        counting = false;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = super.skip(wanted);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws IOException {
        if (counting) {
            left -= bytes;
            if (left < 0) {
                throw new IOException("the headers of one of its files are longer than 1 MiB");
            }
        }
    }
}
