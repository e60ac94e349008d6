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
        if (request.header("authorization").isEmpty() && !request.rawQuery().contains("X-Amz-")) {
            return new Claim.Anonymous();
        }
        throw new UnsupportedOperationException("Claims.parse " + request.method());
    }
}
