package dev.cloudlet.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
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
        Verification verification = prove(claim, request, signingKey, payloadHash, now);
        if (claim.payload() instanceof Payload.Hash(String hex)
                && ContentSha256.isHash(payloadHash)
                && !Digests.constantTimeEquals(hex, payloadHash)) {
            throw HashCheckedInputStream.mismatch(hex, payloadHash);
        }
        return verification;
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
        return prove(claim, request, signingKey, Digests.EMPTY_SHA256, now);
    }

    /**
     * Refuses a signature made for another service or region: how a request is canonicalised, and whether an unsigned body
     * is acceptable, follows from the service in the scope, so a receiver must call this before {@code verify}.
     *
     * @param services signing names the receiver answers to, not empty
     * @param regions regions the receiver serves; empty accepts every region
     */
    public static void requireScope(Claim.Signed claim, Set<String> services, Set<String> regions) {
        CredentialScope scope = claim.scope();
        if (!services.contains(scope.service())) {
            String expected = services.stream().sorted().findFirst().orElseThrow();
            throw wrongScope(
                    claim,
                    "incorrect service \"" + scope.service() + "\". This endpoint belongs to \"" + expected + "\".",
                    "Credential should be scoped to correct service: '" + expected + "'.");
        }
        if (!regions.isEmpty() && !regions.contains(scope.region())) {
            String expected = regions.stream().sorted().findFirst().orElseThrow();
            throw wrongScope(
                            claim,
                            "the region '" + scope.region() + "' is wrong; expecting '" + expected + "'",
                            "Credential should be scoped to a valid region, not '" + scope.region() + "'. ")
                    .with("Region", expected);
        }
    }

    private static Verification prove(
            Claim.Signed claim, SignedRequest request, byte[] signingKey, String payloadHash, Instant now) {
        HeaderCoverage.check(claim, request);
        Validity.check(claim, now);
        CanonicalRequest canonical = CanonicalRequest.of(
                request,
                claim.signedHeaders(),
                ContentSha256.literal(claim.payload(), payloadHash),
                CanonicalRequest.normalisesPath(claim.scope()));
        String stringToSign = canonical.stringToSign(Timestamps.format(claim.signedAt()), claim.scope());
        String expected = Digests.hex(Digests.hmac(signingKey, stringToSign));
        if (!Digests.constantTimeEquals(expected, claim.signature())) {
            throw SignatureException.of(Reason.SIGNATURE_MISMATCH)
                    .with("AWSAccessKeyId", claim.accessKeyId())
                    .with("StringToSign", stringToSign)
                    .with("SignatureProvided", claim.signature())
                    .with("StringToSignBytes", bytes(stringToSign))
                    .with("CanonicalRequest", canonical.text())
                    .with("CanonicalRequestBytes", bytes(canonical.text()));
        }
        return new Verification(claim, signingKey);
    }

    private static SignatureException wrongScope(Claim.Signed claim, String s3, String others) {
        return switch (claim.kind()) {
            case HEADER, FORM ->
                SignatureException.of(Reason.WRONG_SCOPE, "The authorization header is malformed; " + s3, others);
            case PRESIGNED ->
                SignatureException.of(
                        Reason.WRONG_QUERY_SCOPE, "Error parsing the X-Amz-Credential parameter; " + s3, others);
        };
    }

    private static String bytes(String text) {
        return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
