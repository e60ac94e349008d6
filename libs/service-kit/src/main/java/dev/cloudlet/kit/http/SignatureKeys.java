package dev.cloudlet.kit.http;

import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.signature.Claim;
import dev.cloudlet.signature.ErrorStyle;
import dev.cloudlet.signature.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What policies may ask about a signature. S3 alone has such condition keys.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html">Amazon S3 Signature Version 4 authentication specific policy keys</a>
 */
final class SignatureKeys {
    private static final String CONTENT = "x-amz-content-sha256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private SignatureKeys() {}

    static Map<String, String> of(Claim.Signed claim, RequestHead head, Instant now) {
        if (ErrorStyle.of(claim.scope().service()) != ErrorStyle.S3) {
            return Map.of();
        }
        Map<String, String> keys = new HashMap<>();
        keys.put("s3:authType", authType(claim.kind()));
        keys.put("s3:signatureversion", "AWS4-HMAC-SHA256");
        keys.put(
                "s3:signatureAge",
                Long.toString(Duration.between(claim.signedAt(), now).toMillis()));
        String content = claim.payload() instanceof Payload.Unsigned ? UNSIGNED : head.first(CONTENT);
        if (content != null) {
            keys.put("s3:" + CONTENT, content);
        }
        return keys;
    }

    static Map<String, String> of(Claim.Legacy claim, Instant now) {
        Map<String, String> keys = new HashMap<>();
        keys.put("s3:authType", authType(claim.kind()));
        keys.put("s3:signatureversion", "AWS");
        Instant signedAt = claim.signedAt();
        if (signedAt != null) {
            keys.put(
                    "s3:signatureAge",
                    Long.toString(Duration.between(signedAt, now).toMillis()));
        }
        return keys;
    }

    private static String authType(Claim.Kind kind) {
        return switch (kind) {
            case HEADER -> "REST-HEADER";
            case PRESIGNED -> "REST-QUERY-STRING";
            case FORM -> "POST";
        };
    }
}
