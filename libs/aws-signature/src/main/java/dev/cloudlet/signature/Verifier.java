package dev.cloudlet.signature;

import java.time.Instant;
import java.util.Set;

/** Proves claims. */
public final class Verifier {

    private Verifier() {}

    /**
     * Verifies a claim against the request it was read from.
     *
     * @param signingKey the derived key of the claim's access key for {@code claim.scope()}
     * @param payloadHash lower-case hex SHA-256 of the body as received. If the request said how its body is covered
     *     (any {@link Payload} but {@link Payload.Absent}), what it said stands in the signature, and a different hash
     *     here for a {@link Payload.Hash} is an error
     * @param now the receiver's time
     * @throws SignatureException with the reason, in the words AWS uses
     */
    public static Verification verify(
            Claim.Signed claim, SignedRequest request, byte[] signingKey, String payloadHash, Instant now) {
        if (payloadHash.isEmpty()) {
            throw new IllegalArgumentException("no payload hash");
        }
        return verify(claim, request, signingKey, now);
    }

    /**
     * As {@link #verify(Claim.Signed, SignedRequest, byte[], String, Instant)} for a body not read yet: its coverage must
     * be said in the request ({@link Payload.Hash}, {@link Payload.Unsigned} or {@link Payload.Streaming}), and whoever
     * reads the body checks it.
     *
     * @throws IllegalArgumentException if the payload is {@link Payload.Absent}
     */
    public static Verification verify(Claim.Signed claim, SignedRequest request, byte[] signingKey, Instant now) {
        if (claim.payload() instanceof Payload.Absent) {
            throw new IllegalArgumentException("the payload's hash is needed");
        }
        throw new UnsupportedOperationException(
                "Verifier.verify " + request.method() + now + new Verification(claim, signingKey).claim());
    }

    /**
     * Refuses a signature made for another service or region: how a request is canonicalised, and whether an unsigned body
     * is acceptable, follows from the service in the scope, so a receiver must call this before {@code verify}.
     *
     * @param services signing names the receiver answers to
     * @param regions regions the receiver serves; empty accepts every region
     */
    public static void requireScope(Claim.Signed claim, Set<String> services, Set<String> regions) {
        if (!services.contains(claim.scope().service())) {
            throw new UnsupportedOperationException("Verifier.requireScope " + services + regions);
        }
    }
}
