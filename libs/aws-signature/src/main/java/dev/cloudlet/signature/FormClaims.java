package dev.cloudlet.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The claim of a form that a browser sends to S3: its policy is what is signed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html">Authenticating requests in browser-based uploads using POST</a>
 */
public final class FormClaims {
    private static final String POLICY = "policy";

    private FormClaims() {}

    /**
     * The claim, {@link Claim.Anonymous} for a form without a signature.
     *
     * @param fields by lower-case name
     */
    public static Claim parse(Map<String, String> fields) {
        if (fields.containsKey("x-amz-signature")
                || fields.containsKey("x-amz-algorithm")
                || fields.containsKey("x-amz-credential")) {
            return signed(fields);
        }
        if (fields.containsKey("awsaccesskeyid") || fields.containsKey("signature")) {
            return new Claim.Legacy(
                    required(fields, "awsaccesskeyid", "AWSAccessKeyId"),
                    required(fields, "signature", "signature"),
                    Claim.Kind.FORM,
                    null,
                    null,
                    fields.get("x-amz-security-token"));
        }
        if (fields.containsKey(POLICY)) {
            throw missing("AWSAccessKeyId");
        }
        return new Claim.Anonymous();
    }

    private static Claim.Signed signed(Map<String, String> fields) {
        if (!required(fields, "x-amz-algorithm", "X-Amz-Algorithm").equals("AWS4-HMAC-SHA256")) {
            String words = "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"";
            throw SignatureException.of(Reason.INVALID_AUTHORIZATION_ARGUMENT, words, words);
        }
        Credential credential = Credential.parse(
                required(fields, "x-amz-credential", "X-Amz-Credential"),
                (s3, others) -> SignatureException.of(Reason.INVALID_AUTHORIZATION_ARGUMENT, s3, others));
        return new Claim.Signed(
                credential.accessKeyId(),
                credential.scope(),
                new TreeSet<>(List.of()),
                required(fields, "x-amz-signature", "X-Amz-Signature"),
                Claim.Kind.FORM,
                signedAt(required(fields, "x-amz-date", "X-Amz-Date")),
                null,
                fields.get("x-amz-security-token"),
                new Payload.Unsigned());
    }

    private static Instant signedAt(String text) {
        try {
            return Timestamps.parse(text);
        } catch (DateTimeException notATime) {
            String words = "X-Amz-Date must be formatted via ISO8601 Long format";
            throw SignatureException.of(Reason.INVALID_AUTHORIZATION_ARGUMENT, words, words);
        }
    }

    /** The policy that such a form must have, as it was sent: that text is signed. */
    public static String policy(Map<String, String> fields) {
        return required(fields, POLICY, POLICY);
    }

    /**
     * Proves the claim.
     *
     * @throws SignatureException if the policy was signed with another key
     */
    public static void verify(Claim.Signed claim, String policy, byte[] signingKey) {
        String right = Digests.hex(Digests.hmac(signingKey, policy));
        if (!Digests.constantTimeEquals(right, claim.signature())) {
            throw SignatureException.of(Reason.SIGNATURE_MISMATCH)
                    .with("AWSAccessKeyId", claim.accessKeyId())
                    .with("StringToSign", policy)
                    .with("SignatureProvided", claim.signature());
        }
    }

    private static String required(Map<String, String> fields, String name, String shown) {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw missing(shown);
        }
        return value;
    }

    private static SignatureException missing(String field) {
        String words = "Bucket POST must contain a field named '" + field
                + "'.  If it is specified, please check the order of the fields.";
        return SignatureException.of(Reason.INVALID_AUTHORIZATION_ARGUMENT, words, words)
                .with("ArgumentName", field);
    }
}
