package dev.cloudlet.kit.call;

import java.io.InputStream;
import java.nio.file.Path;

/** The bytes of a reply that streams out. */
public sealed interface Content {
    /** The number of bytes, or -1 when it is not known beforehand. */
    long length();

    /** A region of a file, sent without copying through the heap where the transport can. */
    record FileRegion(Path file, long offset, long length) implements Content {}

    /** Bytes at hand: small objects, empty replies. */
    record Bytes(byte[] bytes) implements Content {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /** Bytes that are produced as they are read; closed after the last one or when the client goes away. */
    record Stream(InputStream stream, long length) implements Content {}
}
