package dev.cloudlet.signature;

/** Why a request is refused for its authentication; {@link SignatureException} knows how each service says so. */
public enum Reason {
    /** The service takes no anonymous requests and this one is. */
    MISSING_AUTHENTICATION,
    /** An Authorization header without its parts, or with malformed ones. */
    MALFORMED_AUTHORIZATION,
    /** Signing parameters in the query that are incomplete, malformed or given twice. */
    MALFORMED_QUERY_AUTHORIZATION,
    /** An argument of the authentication, such as the kind of Authorization header, that S3 does not know. */
    INVALID_AUTHORIZATION_ARGUMENT,
    /** Signed in more than one way at once. */
    SEVERAL_MECHANISMS,
    /** A signature of an older version. */
    UNSUPPORTED_MECHANISM,
    /** A mechanism of AWS's that is not there yet (Signature Version 4A); refused by name. */
    NOT_IMPLEMENTED,
    /** No time of signing. */
    MISSING_DATE,
    /** S3 demands {@code x-amz-content-sha256} and it is not there. */
    MISSING_CONTENT_SHA256,
    /** {@code x-amz-content-sha256} is given twice or neither a hash nor a known word. */
    INVALID_CONTENT_SHA256,
    /** An anonymous request with a body whose chunks would have to be signed. */
    ANONYMOUS_STREAM,
    /** A header that must be covered by the signature is not. */
    UNSIGNED_HEADERS,
    /** The credential is scoped to another service, region or day. */
    WRONG_SCOPE,
    /** As {@link #WRONG_SCOPE}, for a presigned request. */
    WRONG_QUERY_SCOPE,
    /** Signed too long ago or in the future. */
    TIME_SKEWED,
    /** A presigned request after its time. */
    PRESIGNED_EXPIRED,
    /** A presigned request before its time. */
    PRESIGNED_NOT_YET_VALID,
    /** The signature is not the one the key makes of this request. */
    SIGNATURE_MISMATCH,
    /** Nobody has this access key, or it is inactive. */
    UNKNOWN_ACCESS_KEY,
    /** A session token that does not belong to the access key, or is absent where one is needed. */
    INVALID_SESSION_TOKEN,
    /** Temporary credentials after their time. */
    EXPIRED_SESSION_TOKEN,
    /** The body is not the one that was hashed. */
    CONTENT_SHA256_MISMATCH,
    /** The body ended before its declared length. */
    INCOMPLETE_BODY,
    /** {@code x-amz-decoded-content-length} is absent. */
    MISSING_DECODED_LENGTH,
    /** A chunk, other than the last, of less than 8 KB, or one of more than this implementation takes. */
    INVALID_CHUNK_SIZE,
    /** Trailing headers that are malformed, not announced or absent. */
    MALFORMED_TRAILER
}
