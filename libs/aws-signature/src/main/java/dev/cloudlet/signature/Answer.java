package dev.cloudlet.signature;

/**
 * The error a service answers with: one table per family of services.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">EC2 error codes</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">IAM common errors</a>
 */
record Answer(String code, int status, String message) {

    private static final String NOT_CONFORMING = "The request signature does not conform to AWS standards.";
    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided."
                    + " Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
    private static final String SEVERAL =
            "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";
    private static final String INVALID_TOKEN = "The security token included in the request is invalid.";
    private static final String EXPIRED_TOKEN = "The security token included in the request is expired";

    static Answer of(Reason reason, ErrorStyle style) {
        return switch (style) {
            case S3 -> s3(reason);
            case EC2 -> ec2(reason);
            case QUERY -> query(reason);
            case JSON -> json(reason, 400);
            case REST_JSON -> json(reason, 403);
        };
    }

    private static Answer s3(Reason reason) {
        return switch (reason) {
            case MISSING_AUTHENTICATION -> new Answer("AccessDenied", 403, "Access Denied");
            case MALFORMED_AUTHORIZATION, WRONG_SCOPE ->
                new Answer("AuthorizationHeaderMalformed", 400, "The authorization header is malformed.");
            case MALFORMED_QUERY_AUTHORIZATION, WRONG_QUERY_SCOPE ->
                new Answer(
                        "AuthorizationQueryParametersError",
                        400,
                        "Error parsing the query-string authentication parameters.");
            case INVALID_AUTHORIZATION_ARGUMENT -> new Answer("InvalidArgument", 400, "Unsupported Authorization Type");
            case SEVERAL_MECHANISMS ->
                new Answer(
                        "InvalidArgument",
                        400,
                        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter,"
                                + " Signature query string parameter or the Authorization header should be specified");
            case UNSUPPORTED_MECHANISM ->
                new Answer(
                        "InvalidRequest",
                        400,
                        "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
            case NOT_IMPLEMENTED ->
                new Answer(
                        "NotImplemented",
                        501,
                        "AWS4-ECDSA-P256-SHA256 signatures are not implemented. Use AWS4-HMAC-SHA256.");
            case MISSING_DATE ->
                new Answer("AccessDenied", 403, "AWS authentication requires a valid Date or x-amz-date header.");
            case MISSING_CONTENT_SHA256 ->
                new Answer("InvalidRequest", 400, "Missing required header for this request: x-amz-content-sha256");
            case INVALID_CONTENT_SHA256 ->
                new Answer(
                        "InvalidArgument",
                        400,
                        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                                + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
                                + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
                                + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.");
            case ANONYMOUS_STREAM ->
                new Answer("InvalidRequest", 400, "The value of x-amz-content-sha256 header is invalid.");
            case UNSIGNED_HEADERS ->
                new Answer("AccessDenied", 403, "There were headers present in the request which were not signed");
            case TIME_SKEWED ->
                new Answer(
                        "RequestTimeTooSkewed",
                        403,
                        "The difference between the request time and the current time is too large.");
            case PRESIGNED_EXPIRED -> new Answer("AccessDenied", 403, "Request has expired");
            case PRESIGNED_NOT_YET_VALID -> new Answer("AccessDenied", 403, "Request is not valid yet");
            case SIGNATURE_MISMATCH ->
                new Answer(
                        "SignatureDoesNotMatch",
                        403,
                        "The request signature we calculated does not match the signature you provided."
                                + " Check your key and signing method.");
            case UNKNOWN_ACCESS_KEY ->
                new Answer(
                        "InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.");
            case INVALID_SESSION_TOKEN ->
                new Answer("InvalidToken", 400, "The provided token is malformed or otherwise invalid.");
            case EXPIRED_SESSION_TOKEN -> new Answer("ExpiredToken", 400, "The provided token has expired.");
            case CONTENT_SHA256_MISMATCH ->
                new Answer(
                        "XAmzContentSHA256Mismatch",
                        400,
                        "The provided 'x-amz-content-sha256' header does not match what was computed.");
            case INCOMPLETE_BODY ->
                new Answer(
                        "IncompleteBody",
                        400,
                        "You did not provide the number of bytes specified by the Content-Length HTTP header");
            case MISSING_DECODED_LENGTH ->
                new Answer("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
            case INVALID_CHUNK_SIZE ->
                new Answer(
                        "InvalidChunkSizeError",
                        400,
                        "Only the last chunk is allowed to have a size less than 8192 bytes");
            case MALFORMED_TRAILER ->
                new Answer(
                        "MalformedTrailerError",
                        400,
                        "The request contained trailing data that was not well-formed"
                                + " or did not conform to our published schema.");
        };
    }

    private static Answer query(Reason reason) {
        return switch (reason) {
            case MISSING_AUTHENTICATION ->
                new Answer("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
            case MALFORMED_AUTHORIZATION,
                    MALFORMED_QUERY_AUTHORIZATION,
                    INVALID_AUTHORIZATION_ARGUMENT,
                    UNSUPPORTED_MECHANISM,
                    MISSING_DATE -> new Answer("IncompleteSignature", 400, NOT_CONFORMING);
            case UNSIGNED_HEADERS,
                    WRONG_SCOPE,
                    WRONG_QUERY_SCOPE,
                    TIME_SKEWED,
                    PRESIGNED_EXPIRED,
                    PRESIGNED_NOT_YET_VALID,
                    SIGNATURE_MISMATCH -> new Answer("SignatureDoesNotMatch", 403, MISMATCH);
            case SEVERAL_MECHANISMS -> new Answer("SignatureDoesNotMatch", 403, SEVERAL);
            case UNKNOWN_ACCESS_KEY, INVALID_SESSION_TOKEN -> new Answer("InvalidClientTokenId", 403, INVALID_TOKEN);
            case EXPIRED_SESSION_TOKEN -> new Answer("ExpiredToken", 403, EXPIRED_TOKEN);
            case NOT_IMPLEMENTED,
                    MISSING_CONTENT_SHA256,
                    INVALID_CONTENT_SHA256,
                    ANONYMOUS_STREAM,
                    CONTENT_SHA256_MISMATCH,
                    INCOMPLETE_BODY,
                    MISSING_DECODED_LENGTH,
                    INVALID_CHUNK_SIZE,
                    MALFORMED_TRAILER -> s3(reason);
        };
    }

    private static Answer ec2(Reason reason) {
        return switch (reason) {
            case MISSING_AUTHENTICATION ->
                new Answer("MissingAuthenticationToken", 403, "The request must contain valid AWS credentials.");
            case SEVERAL_MECHANISMS,
                    UNSIGNED_HEADERS,
                    WRONG_SCOPE,
                    WRONG_QUERY_SCOPE,
                    SIGNATURE_MISMATCH,
                    UNKNOWN_ACCESS_KEY,
                    INVALID_SESSION_TOKEN ->
                new Answer("AuthFailure", 401, "AWS was not able to validate the provided access credentials");
            case TIME_SKEWED, PRESIGNED_EXPIRED, PRESIGNED_NOT_YET_VALID, EXPIRED_SESSION_TOKEN ->
                new Answer("RequestExpired", 400, "Request has expired.");
            default -> query(reason);
        };
    }

    private static Answer json(Reason reason, int refused) {
        return switch (reason) {
            case MISSING_AUTHENTICATION ->
                new Answer("MissingAuthenticationTokenException", refused, "Missing Authentication Token");
            case MALFORMED_AUTHORIZATION,
                    MALFORMED_QUERY_AUTHORIZATION,
                    INVALID_AUTHORIZATION_ARGUMENT,
                    UNSUPPORTED_MECHANISM,
                    MISSING_DATE -> new Answer("IncompleteSignatureException", refused, NOT_CONFORMING);
            case UNSIGNED_HEADERS,
                    WRONG_SCOPE,
                    WRONG_QUERY_SCOPE,
                    TIME_SKEWED,
                    PRESIGNED_EXPIRED,
                    PRESIGNED_NOT_YET_VALID,
                    SIGNATURE_MISMATCH -> new Answer("InvalidSignatureException", refused, MISMATCH);
            case SEVERAL_MECHANISMS -> new Answer("InvalidSignatureException", refused, SEVERAL);
            case UNKNOWN_ACCESS_KEY, INVALID_SESSION_TOKEN ->
                new Answer("UnrecognizedClientException", refused, INVALID_TOKEN);
            case EXPIRED_SESSION_TOKEN -> new Answer("ExpiredTokenException", refused, EXPIRED_TOKEN);
            default -> s3(reason);
        };
    }
}
