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
    private final ChunkSigner signer;
    private final long decodedLength;

    private AwsChunkedInputStream(InputStream in, ChunkSigner signer, long decodedLength) {
        this.in = in;
        this.signer = signer;
        this.decodedLength = decodedLength;
    }

    /**
     * Opens the body of a verified request whose payload is {@link Payload.Streaming}.
     *
     * @throws SignatureException if {@code x-amz-decoded-content-length} is absent or not a length
     */
    public static AwsChunkedInputStream open(InputStream body, Verification verification, SignedRequest request) {
        List<String> length = request.header("x-amz-decoded-content-length");
        if (length.size() != 1) {
            throw SignatureException.of(Reason.MISSING_DECODED_LENGTH);
        }
        return new AwsChunkedInputStream(body, verification.chunkSigner(), Long.parseLong(length.getFirst()));
    }

    /** Length of the payload as declared, in bytes. */
    public long decodedLength() {
        return decodedLength;
    }

    /**
     * The trailing headers by lower-case name.
     *
     * @throws IllegalStateException before the end of the payload was read
     */
    public Map<String, List<String>> trailers() {
        if (decodedLength >= 0) {
            throw new IllegalStateException("the payload was not read to its end");
        }
        return Map.of();
    }

    @Override
    public int read() throws IOException {
        throw new UnsupportedOperationException("aws-chunked " + signer.chunk(Digests.EMPTY_SHA256));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        throw new UnsupportedOperationException("aws-chunked");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
