package dev.cloudlet.signature;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The payload of an aws-chunked body. Signed chunks are verified before any of their bytes is handed over, so they are
 * held in memory and limited to {@value #MAX_SIGNED_CHUNK} bytes; chunks without a signature have no limit but the
 * declared length. Anything malformed, cut short or longer than declared throws a {@link SignatureException}, and throws
 * it again when read on. Not for use by two threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Chunked upload</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Trailing headers</a>
 */
public final class AwsChunkedInputStream extends InputStream {

    /** The largest signed chunk taken, in bytes; clients send 64 KB to 1 MB. */
    public static final int MAX_SIGNED_CHUNK = 8 * 1024 * 1024;

    private final ChunkedBody body;
    private final @Nullable ChunkVerifier verifier;
    private final DeclaredTrailers declared;
    private final long decodedLength;

    /** Payload bytes of the chunks begun so far. */
    private long begun;

    /** The current chunk if it is verified, else empty. */
    private byte[] chunk = {};

    private int position;

    /** Bytes of the current unsigned chunk still to be passed through. */
    private long passing;

    private @Nullable Map<String, List<String>> trailers;
    private @Nullable SignatureException failure;

    private AwsChunkedInputStream(
            InputStream in, @Nullable ChunkVerifier verifier, DeclaredTrailers declared, long decodedLength) {
        this.body = new ChunkedBody(in, verifier != null);
        this.verifier = verifier;
        this.declared = declared;
        this.decodedLength = decodedLength;
    }

    /**
     * Opens the body of a verified request whose payload is {@link Payload.Streaming}.
     *
     * @throws SignatureException if {@code x-amz-decoded-content-length} is absent or not a length, or
     *     {@code x-amz-trailer} malformed
     * @throws IllegalArgumentException if the payload is not streaming
     */
    public static AwsChunkedInputStream open(InputStream body, Verification verification, SignedRequest request) {
        if (!(verification.claim().payload() instanceof Payload.Streaming(boolean signed, boolean trailer))) {
            throw new IllegalArgumentException("not aws-chunked: "
                    + verification.claim().payload().getClass().getSimpleName());
        }
        ChunkVerifier verifier = signed ? new ChunkVerifier(verification, trailer) : null;
        return new AwsChunkedInputStream(
                body, verifier, DeclaredTrailers.of(request, trailer), DecodedLength.of(request));
    }

    /**
     * Opens the body of an anonymous request that declared {@code STREAMING-UNSIGNED-PAYLOAD-TRAILER}.
     *
     * @throws SignatureException as {@link #open}
     */
    public static AwsChunkedInputStream openUnsigned(InputStream body, SignedRequest request) {
        return new AwsChunkedInputStream(body, null, DeclaredTrailers.of(request, true), DecodedLength.of(request));
    }

    /** Length of the payload as declared, in bytes. */
    public long decodedLength() {
        return decodedLength;
    }

    /**
     * The trailing headers by lower-case name; empty if there were none. Only those that the request announced.
     *
     * @throws IllegalStateException before the end of the payload was read
     */
    public Map<String, List<String>> trailers() {
        if (trailers == null) {
            throw new IllegalStateException("the payload was not read to its end");
        }
        return trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (failure != null) {
            throw failure;
        }
        if (length == 0) {
            return 0;
        }
        try {
            return readPayload(buffer, offset, length);
        } catch (SignatureException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private int readPayload(byte[] buffer, int offset, int length) throws IOException {
        if (position == chunk.length && passing == 0) {
            if (trailers == null) {
                nextChunk();
            }
            if (trailers != null) {
                return -1;
            }
        }
        if (passing > 0) {
            int count = body.read(buffer, offset, (int) Math.min(length, passing));
            passing -= count;
            if (passing == 0) {
                body.endOfChunk();
            }
            return count;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, buffer, offset, count);
        position += count;
        return count;
    }

    private void nextChunk() throws IOException {
        ChunkedBody.Head head = body.nextHead(decodedLength - begun);
        begun += head.size();
        chunk = new byte[0];
        position = 0;
        if (head.size() == 0) {
            end(head);
        } else if (verifier == null) {
            passing = head.size();
        } else {
            if (head.size() > MAX_SIGNED_CHUNK) {
                String message = "Signed chunks of more than " + MAX_SIGNED_CHUNK + " bytes are not supported";
                throw body.badSize(message, head.size());
            }
            chunk = body.readChunk((int) head.size());
            body.endOfChunk();
            verifier.chunk(chunk, head.signature());
        }
    }

    private void end(ChunkedBody.Head last) throws IOException {
        if (verifier != null) {
            verifier.chunk(new byte[0], last.signature());
        }
        if (begun != decodedLength) {
            throw SignatureException.of(Reason.INCOMPLETE_BODY);
        }
        trailers = declared.read(body, verifier);
    }
}
