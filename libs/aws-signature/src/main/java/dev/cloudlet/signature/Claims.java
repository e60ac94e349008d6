package dev.cloudlet.signature;

/** Reads the claim out of a request. */
public final class Claims {

    private Claims() {}

    /**
     * The claim a request makes.
     *
     * @throws SignatureException if it is malformed or ambiguous: two mechanisms, a parameter or header given twice
     */
    public static Claim parse(SignedRequest request) {
        throw new UnsupportedOperationException("Claims.parse " + request.method());
    }
}
