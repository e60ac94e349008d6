package dev.cloudlet.signature;

/** Proof that a request was signed with a key; only {@link Verifier} makes one. */
public final class Verification {

    private final Claim.Signed claim;
    private final byte[] signingKey;

    Verification(Claim.Signed claim, byte[] signingKey) {
        this.claim = claim;
        this.signingKey = signingKey.clone();
    }

    /** The claim, now proved. */
    public Claim.Signed claim() {
        return claim;
    }

    /** A new chain of chunk signatures that starts from this request's signature. */
    public ChunkSigner chunkSigner() {
        return new ChunkSigner(
                signingKey, Timestamps.format(claim.signedAt()), claim.scope().text(), claim.signature());
    }
}
