package dev.cloudlet.signature;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The frames of an aws-chunked body: {@code size[;chunk-signature=…]\r\n data \r\n}, down to a chunk of size 0. */
final class ChunkedBody {

    /** The first line of a chunk. The signature is empty where chunks are not signed. */
    record Head(long size, String signature) {}

    private static final int MIN_CHUNK = 8192;
    private static final int MAX_LINE = 1024;
    private static final Pattern SIGNED = Pattern.compile("([0-9a-fA-F]{1,15});chunk-signature=([0-9a-f]{64})");
    private static final Pattern UNSIGNED = Pattern.compile("([0-9a-fA-F]{1,15})()");

    private final InputStream in;
    private final boolean signed;
    private int chunks;
    private long previous = MIN_CHUNK;

    ChunkedBody(InputStream in, boolean signed) {
        this.in = new BufferedInputStream(in, 16 * 1024);
        this.signed = signed;
    }

    /** Reads the head of the next chunk, which may have up to {@code remaining} bytes. */
    Head nextHead(long remaining) throws IOException {
        String line = line();
        Matcher matcher = (signed ? SIGNED : UNSIGNED).matcher(line);
        if (!matcher.matches()) {
            throw malformed();
        }
        long size = Long.parseLong(matcher.group(1), 16);
        chunks++;
        if (size > 0 && previous < MIN_CHUNK) {
            throw badSize("Only the last chunk is allowed to have a size less than 8192 bytes", previous);
        }
        if (size > remaining) {
            throw malformed();
        }
        previous = size;
        return new Head(size, matcher.group(2));
    }

    /** Reads data of a chunk: at least one byte. */
    int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count < 0) {
            throw malformed();
        }
        return count;
    }

    /** Reads all data of a chunk; memory grows with what really arrives. */
    byte[] readChunk(int size) throws IOException {
        byte[] data = in.readNBytes(size);
        if (data.length < size) {
            throw malformed();
        }
        return data;
    }

    void endOfChunk() throws IOException {
        if (in.read() != '\r' || in.read() != '\n') {
            throw malformed();
        }
    }

    /** A line up to CR LF, without it. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(96);
        int b;
        while ((b = in.read()) != '\n') {
            if (b < 0 || line.size() > MAX_LINE) {
                throw malformed();
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw malformed();
        }
        return text.substring(0, text.length() - 1);
    }

    /** Nothing may follow the end: bytes nobody signed could be taken for a next request. */
    void endOfBody() throws IOException {
        if (in.read() >= 0) {
            throw malformed();
        }
    }

    SignatureException badSize(String message, long size) {
        return SignatureException.of(Reason.INVALID_CHUNK_SIZE, message, message)
                .with("Chunk", String.valueOf(chunks))
                .with("BadChunkSize", String.valueOf(size));
    }

    void close() throws IOException {
        in.close();
    }

    private static SignatureException malformed() {
        return SignatureException.of(
                Reason.INCOMPLETE_BODY,
                "The request body terminated unexpectedly",
                "The request body terminated unexpectedly");
    }
}
