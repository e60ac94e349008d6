package dev.cloudlet.signature;

/**
 * The chain of chunk signatures of one upload: each signature covers the one before, the first the request's own.
 * Not for use by two threads.
 */
public final class ChunkSigner {

    private final byte[] signingKey;
    private final String timestamp;
    private final String scope;
    private String previous;

    ChunkSigner(byte[] signingKey, String timestamp, String scope, String seed) {
        this.signingKey = signingKey.clone();
        this.timestamp = timestamp;
        this.scope = scope;
        this.previous = seed;
    }

    /** Signs the next chunk by the SHA-256 of its data and moves on. */
    String chunk(String dataHash) {
        return next("AWS4-HMAC-SHA256-PAYLOAD", Digests.EMPTY_SHA256 + "\n" + dataHash);
    }

    /** Signs the trailing headers by the SHA-256 of their canonical form. */
    String trailer(String trailerHash) {
        return next("AWS4-HMAC-SHA256-TRAILER", trailerHash);
    }

    private String next(String algorithm, String rest) {
        previous =
                Digests.hex(Digests.hmac(signingKey, String.join("\n", algorithm, timestamp, scope, previous, rest)));
        return previous;
    }
}
