package dev.cloudlet.signature;

import java.util.List;

/**
 * The header {@code x-amz-content-sha256}: a hash or one of a few words.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">S3:
 *     Authorization header</a>
 */
final class ContentSha256 {

    static final String HEADER = "x-amz-content-sha256";
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String SIGNED_CHUNKS_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private static final String UNSIGNED_CHUNKS_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private ContentSha256() {}

    static Payload of(SignedRequest request) {
        return of(request.header(HEADER));
    }

    /** Of a value that may have been sent at several places: once is enough. */
    static Payload of(List<String> values) {
        return switch (values.size()) {
            case 0 -> new Payload.Absent();
            case 1 -> of(values.getFirst());
            default -> throw SignatureException.of(Reason.INVALID_CONTENT_SHA256);
        };
    }

    /** The word or hash that stands in the canonical request. */
    static String literal(Payload payload, String computed) {
        return switch (payload) {
            case Payload.Hash(String hex) -> hex;
            case Payload.Unsigned() -> UNSIGNED;
            case Payload.Streaming(boolean signedChunks, boolean trailer) ->
                !signedChunks ? UNSIGNED_CHUNKS_TRAILER : trailer ? SIGNED_CHUNKS_TRAILER : SIGNED_CHUNKS;
            case Payload.Absent() -> computed;
        };
    }

    static boolean isHash(String text) {
        return text.length() == 64 && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static Payload of(String value) {
        return switch (value) {
            case UNSIGNED -> new Payload.Unsigned();
            case SIGNED_CHUNKS -> new Payload.Streaming(true, false);
            case SIGNED_CHUNKS_TRAILER -> new Payload.Streaming(true, true);
            case UNSIGNED_CHUNKS_TRAILER -> new Payload.Streaming(false, true);
            case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER" ->
                throw SignatureException.of(Reason.NOT_IMPLEMENTED);
            default -> {
                if (!isHash(value)) {
                    throw SignatureException.of(Reason.INVALID_CONTENT_SHA256)
                            .with("ArgumentName", HEADER)
                            .with("ArgumentValue", value);
                }
                yield new Payload.Hash(value);
            }
        };
    }
}
