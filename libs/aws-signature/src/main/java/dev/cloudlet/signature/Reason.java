package dev.cloudlet.signature;

/**
 * Why a request is refused for its authentication, and how each family of services says so.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">EC2 error codes</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">IAM common errors</a>
 */
public enum Reason {
    /** The service takes no anonymous requests and this one is. */
    MISSING_AUTHENTICATION(
            s3("AccessDenied", 403, "Access Denied"),
            query("MissingAuthenticationToken", 403, "Request is missing Authentication Token"),
            ec2("MissingAuthenticationToken", 403, "The request must contain valid AWS credentials."),
            json("MissingAuthenticationTokenException", 400, "Missing Authentication Token")),
    /** An Authorization header without its parts, or with malformed ones. */
    MALFORMED_AUTHORIZATION(
            s3("AuthorizationHeaderMalformed", 400, "The authorization header is malformed."),
            query("IncompleteSignature", 400, Words.NOT_CONFORMING),
            ec2("IncompleteSignature", 400, Words.NOT_CONFORMING),
            json("IncompleteSignatureException", 400, Words.NOT_CONFORMING)),
    /** Signing parameters in the query that are incomplete, malformed or given twice. */
    MALFORMED_QUERY_AUTHORIZATION(
            s3("AuthorizationQueryParametersError", 400, "Error parsing the query-string authentication parameters."),
            query("IncompleteSignature", 400, Words.NOT_CONFORMING),
            ec2("IncompleteSignature", 400, Words.NOT_CONFORMING),
            json("IncompleteSignatureException", 400, Words.NOT_CONFORMING)),
    /** An argument of the authentication, such as the kind of Authorization header, that S3 does not know. */
    INVALID_AUTHORIZATION_ARGUMENT(
            s3("InvalidArgument", 400, "Unsupported Authorization Type"),
            query("IncompleteSignature", 400, Words.NOT_CONFORMING),
            ec2("IncompleteSignature", 400, Words.NOT_CONFORMING),
            json("IncompleteSignatureException", 400, Words.NOT_CONFORMING)),
    /** A signature of an older version. */
    UNSUPPORTED_MECHANISM(
            s3(
                    "InvalidRequest",
                    400,
                    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."),
            query("IncompleteSignature", 400, Words.NOT_CONFORMING),
            ec2("IncompleteSignature", 400, Words.NOT_CONFORMING),
            json("IncompleteSignatureException", 400, Words.NOT_CONFORMING)),
    /** A mechanism of AWS's that is not there yet (Signature Version 4A); refused by name. */
    NOT_IMPLEMENTED(
            s3("NotImplemented", 501, Words.NO_SIGV4A),
            query("NotImplemented", 501, Words.NO_SIGV4A),
            ec2("NotImplemented", 501, Words.NO_SIGV4A),
            json("NotImplemented", 501, Words.NO_SIGV4A)),
    /** No time of signing. */
    MISSING_DATE(
            s3("AccessDenied", 403, "AWS authentication requires a valid Date or x-amz-date header."),
            query("IncompleteSignature", 400, Words.NOT_CONFORMING),
            ec2("IncompleteSignature", 400, Words.NOT_CONFORMING),
            json("IncompleteSignatureException", 400, Words.NOT_CONFORMING)),
    /** {@code x-amz-content-sha256} is absent, given twice or neither a hash nor a known word. */
    INVALID_CONTENT_SHA256(
            s3("InvalidRequest", 400, "The value of x-amz-content-sha256 header is invalid."),
            query("IncompleteSignature", 400, Words.NOT_CONFORMING),
            ec2("IncompleteSignature", 400, Words.NOT_CONFORMING),
            json("IncompleteSignatureException", 400, Words.NOT_CONFORMING)),
    /** A header that must be covered by the signature is not. */
    UNSIGNED_HEADERS(
            s3("AccessDenied", 403, "There were headers present in the request which were not signed"),
            query("SignatureDoesNotMatch", 403, Words.MISMATCH),
            ec2("AuthFailure", 401, Words.AUTH_FAILURE),
            json("InvalidSignatureException", 400, Words.MISMATCH)),
    /** The credential is scoped to another service, region or day. */
    WRONG_SCOPE(
            s3("AuthorizationHeaderMalformed", 400, "The authorization header is malformed."),
            query("SignatureDoesNotMatch", 403, Words.MISMATCH),
            ec2("AuthFailure", 401, Words.AUTH_FAILURE),
            json("InvalidSignatureException", 400, Words.MISMATCH)),
    /** As {@link #WRONG_SCOPE}, for a presigned request. */
    WRONG_QUERY_SCOPE(
            s3("AuthorizationQueryParametersError", 400, "Error parsing the X-Amz-Credential parameter."),
            query("SignatureDoesNotMatch", 403, Words.MISMATCH),
            ec2("AuthFailure", 401, Words.AUTH_FAILURE),
            json("InvalidSignatureException", 400, Words.MISMATCH)),
    /** Signed too long ago or in the future. */
    TIME_SKEWED(
            s3(
                    "RequestTimeTooSkewed",
                    403,
                    "The difference between the request time and the current time is too large."),
            query("SignatureDoesNotMatch", 403, Words.MISMATCH),
            ec2("RequestExpired", 400, "Request has expired."),
            json("InvalidSignatureException", 400, Words.MISMATCH)),
    /** A presigned request after its time. */
    PRESIGNED_EXPIRED(
            s3("AccessDenied", 403, "Request has expired"),
            query("SignatureDoesNotMatch", 403, Words.MISMATCH),
            ec2("RequestExpired", 400, "Request has expired."),
            json("InvalidSignatureException", 400, Words.MISMATCH)),
    /** A presigned request before its time. */
    PRESIGNED_NOT_YET_VALID(
            s3("AccessDenied", 403, "Request is not valid yet"),
            query("SignatureDoesNotMatch", 403, Words.MISMATCH),
            ec2("RequestExpired", 400, "Request has expired."),
            json("InvalidSignatureException", 400, Words.MISMATCH)),
    /** The signature is not the one the key makes of this request. */
    SIGNATURE_MISMATCH(
            s3(
                    "SignatureDoesNotMatch",
                    403,
                    "The request signature we calculated does not match the signature you provided."
                            + " Check your key and signing method."),
            query("SignatureDoesNotMatch", 403, Words.MISMATCH),
            ec2("AuthFailure", 401, Words.AUTH_FAILURE),
            json("InvalidSignatureException", 400, Words.MISMATCH)),
    /** Nobody has this access key, or it is inactive. */
    UNKNOWN_ACCESS_KEY(
            s3("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records."),
            query("InvalidClientTokenId", 403, Words.INVALID_TOKEN),
            ec2("AuthFailure", 401, Words.AUTH_FAILURE),
            json("UnrecognizedClientException", 400, Words.INVALID_TOKEN)),
    /** A session token that does not belong to the access key, or is absent where one is needed. */
    INVALID_SESSION_TOKEN(
            s3("InvalidToken", 400, "The provided token is malformed or otherwise invalid."),
            query("InvalidClientTokenId", 403, Words.INVALID_TOKEN),
            ec2("AuthFailure", 401, Words.AUTH_FAILURE),
            json("UnrecognizedClientException", 400, Words.INVALID_TOKEN)),
    /** Temporary credentials after their time. */
    EXPIRED_SESSION_TOKEN(
            s3("ExpiredToken", 400, "The provided token has expired."),
            query("ExpiredToken", 403, "The security token included in the request is expired"),
            ec2("RequestExpired", 400, "Request has expired."),
            json("ExpiredTokenException", 400, "The security token included in the request is expired")),
    /** The body is not the one that was hashed. */
    CONTENT_SHA256_MISMATCH(body(
            "XAmzContentSHA256Mismatch",
            400,
            "The provided 'x-amz-content-sha256' header does not match what was computed.")),
    /** The body ended before its declared length. */
    INCOMPLETE_BODY(body(
            "IncompleteBody",
            400,
            "You did not provide the number of bytes specified by the Content-Length HTTP header")),
    /** {@code x-amz-decoded-content-length} is absent. */
    MISSING_DECODED_LENGTH(body("MissingContentLength", 411, "You must provide the Content-Length HTTP header.")),
    /** A chunk, other than the last, of less than 8 KB, or one of more than this implementation takes. */
    INVALID_CHUNK_SIZE(
            body("InvalidChunkSizeError", 400, "Only the last chunk is allowed to have a size less than 8192 bytes")),
    /** Trailing headers that are malformed, not announced or absent. */
    MALFORMED_TRAILER(
            body(
                    "MalformedTrailerError",
                    400,
                    "The request contained trailing data that was not well-formed or did not conform to our published schema.")),
    /** A browser form without what its policy demands, or with a malformed policy. */
    INVALID_POLICY_DOCUMENT(body(
            "InvalidPolicyDocument",
            400,
            "The content of the form does not meet the conditions specified in the policy document.")),
    /** A browser form that its policy does not allow, or no longer. */
    POLICY_DENIED(body("AccessDenied", 403, "Invalid according to Policy: Policy Condition failed"));

    /** One family's way to say it. */
    record Answer(String code, int status, String message) {}

    private final Answer s3;
    private final Answer query;
    private final Answer ec2;
    private final Answer json;

    Reason(Answer s3, Answer query, Answer ec2, Answer json) {
        this.s3 = s3;
        this.query = query;
        this.ec2 = ec2;
        this.json = json;
    }

    Reason(Answer everywhere) {
        this(everywhere, everywhere, everywhere, everywhere);
    }

    Answer answer(ErrorStyle style) {
        return switch (style) {
            case S3 -> s3;
            case QUERY -> query;
            case EC2 -> ec2;
            case JSON -> json;
            case REST_JSON ->
                json.status() == 400 && query.status() != 400 ? new Answer(json.code(), 403, json.message()) : json;
        };
    }

    private static Answer s3(String code, int status, String message) {
        return new Answer(code, status, message);
    }

    private static Answer query(String code, int status, String message) {
        return new Answer(code, status, message);
    }

    private static Answer ec2(String code, int status, String message) {
        return new Answer(code, status, message);
    }

    private static Answer json(String code, int status, String message) {
        return new Answer(code, status, message);
    }

    /** Only S3 has streamed bodies. */
    private static Answer body(String code, int status, String message) {
        return new Answer(code, status, message);
    }

    private static final class Words {
        static final String NOT_CONFORMING = "The request signature does not conform to AWS standards.";
        static final String NO_SIGV4A = "AWS4-ECDSA-P256-SHA256 signatures are not implemented. Use AWS4-HMAC-SHA256.";
        static final String MISMATCH = "The request signature we calculated does not match the signature you provided."
                + " Check your AWS Secret Access Key and signing method."
                + " Consult the service documentation for details.";
        static final String INVALID_TOKEN = "The security token included in the request is invalid.";
        static final String AUTH_FAILURE = "AWS was not able to validate the provided access credentials";
    }
}
