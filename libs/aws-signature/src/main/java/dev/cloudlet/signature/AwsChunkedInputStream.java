package dev.cloudlet.signature;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The payload of an aws-chunked body. Signed chunks are verified before any of their bytes is handed over; anything
 * malformed, cut short or longer than declared throws a {@link SignatureException}.
 */
public final class AwsChunkedInputStream extends InputStream {

    private final InputStream in;

    private AwsChunkedInputStream(InputStream in) {
        this.in = in;
    }

    /**
     * Opens the body of a verified request whose payload is {@link Payload.Streaming}.
     *
     * @throws SignatureException if {@code x-amz-decoded-content-length} is absent or not a length
     */
    public static AwsChunkedInputStream open(InputStream body, Verification verification, SignedRequest request) {
        throw new UnsupportedOperationException("aws-chunked " + verification + request);
    }

    /** Length of the payload as declared, in bytes. */
    public long decodedLength() {
        throw new UnsupportedOperationException("aws-chunked");
    }

    /**
     * The trailing headers by lower-case name.
     *
     * @throws IllegalStateException before the end of the payload was read
     */
    public Map<String, List<String>> trailers() {
        throw new UnsupportedOperationException("aws-chunked");
    }

    @Override
    public int read() throws IOException {
        throw new UnsupportedOperationException("aws-chunked");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
