package dev.cloudlet.signature;

import java.util.List;

/** Reads the claim out of a request. */
public final class Claims {

    private Claims() {}

    /**
     * The claim a request makes.
     *
     * @throws SignatureException if it is malformed or ambiguous: two mechanisms, a parameter or header given twice
     */
    public static Claim parse(SignedRequest request) {
        List<String> authorization = request.header("authorization");
        Query query = Query.parse(request.rawQuery());
        boolean presigned = PresignedQuery.isPresent(query);
        boolean version2 = !query.values("AWSAccessKeyId").isEmpty()
                && !query.values("Signature").isEmpty();
        int mechanisms = authorization.size() + (presigned ? 1 : 0) + (version2 ? 1 : 0);
        if (mechanisms > 1) {
            throw SignatureException.of(Reason.SEVERAL_MECHANISMS);
        }
        if (version2) {
            return LegacyClaims.inQuery(query, request);
        }
        if (presigned) {
            return PresignedQuery.parse(request, query);
        }
        if (authorization.isEmpty()) {
            return new Claim.Anonymous();
        }
        Claim legacy = LegacyClaims.inHeader(authorization.getFirst(), request);
        return legacy != null ? legacy : AuthorizationHeader.parse(authorization.getFirst(), request);
    }

    /**
     * How an unsigned S3 request says its body is sent: anonymous callers may stream as well.
     *
     * @return {@link Payload.Absent} if it says nothing
     * @throws SignatureException for an unknown word, or one that needs a signature
     */
    public static Payload anonymousPayload(SignedRequest request) {
        Payload payload = ContentSha256.of(request);
        if (payload instanceof Payload.Streaming(boolean signedChunks, boolean trailer) && (signedChunks || !trailer)) {
            String message = "Anonymous requests don't support this x-amz-content-sha256 value."
                    + " Please use UNSIGNED-PAYLOAD or STREAMING-UNSIGNED-PAYLOAD-TRAILER.";
            throw SignatureException.of(Reason.ANONYMOUS_STREAM, message, message);
        }
        return payload;
    }
}
