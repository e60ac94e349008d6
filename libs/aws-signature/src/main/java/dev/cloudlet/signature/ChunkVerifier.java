package dev.cloudlet.signature;

/** Checks the signatures in an aws-chunked body, each of which covers the one before. */
final class ChunkVerifier {

    private final ChunkSigner signer;
    private final Claim.Signed claim;
    private final boolean trailer;

    ChunkVerifier(Verification verification, boolean trailer) {
        this.signer = verification.chunkSigner();
        this.claim = verification.claim();
        this.trailer = trailer;
    }

    /** Whether signed trailing headers follow the last chunk. */
    boolean expectsTrailer() {
        return trailer;
    }

    void chunk(byte[] data, String signature) {
        check(signer.chunk(Digests.hex(Digests.sha256().digest(data))), signature);
    }

    void trailer(String canonical, String signature) {
        check(signer.trailer(Digests.sha256Hex(canonical)), signature);
    }

    private void check(String expected, String provided) {
        if (!Digests.constantTimeEquals(expected, provided)) {
            throw SignatureException.of(Reason.SIGNATURE_MISMATCH)
                    .with("AWSAccessKeyId", claim.accessKeyId())
                    .with("SignatureProvided", provided);
        }
    }
}
