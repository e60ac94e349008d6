package dev.cloudlet.protocol;

/**
 * Errors that every service may answer.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common errors</a>
 */
public enum CommonError implements ErrorCode {
    ACCESS_DENIED("AccessDenied", 403),
    ACCESS_DENIED_EXCEPTION("AccessDeniedException", 403),
    UNAUTHORIZED_OPERATION("UnauthorizedOperation", 403),
    AUTH_FAILURE("AuthFailure", 401),
    EXPIRED_TOKEN("ExpiredToken", 403),
    EXPIRED_TOKEN_EXCEPTION("ExpiredTokenException", 403),
    INCOMPLETE_SIGNATURE("IncompleteSignature", 400),
    INCOMPLETE_SIGNATURE_EXCEPTION("IncompleteSignatureException", 400),
    INTERNAL_FAILURE("InternalFailure", 500),
    INTERNAL_ERROR("InternalError", 500),
    INVALID_ACTION("InvalidAction", 400),
    INVALID_ACCESS_KEY_ID("InvalidAccessKeyId", 403),
    INVALID_ARGUMENT("InvalidArgument", 400),
    INVALID_CLIENT_TOKEN_ID("InvalidClientTokenId", 403),
    INVALID_PARAMETER_COMBINATION("InvalidParameterCombination", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    INVALID_QUERY_PARAMETER("InvalidQueryParameter", 400),
    INVALID_REQUEST("InvalidRequest", 400),
    INVALID_SIGNATURE_EXCEPTION("InvalidSignatureException", 403),
    INVALID_TOKEN("InvalidToken", 400),
    INVALID_URI("InvalidURI", 400),
    MALFORMED_QUERY_STRING("MalformedQueryString", 404),
    MALFORMED_INPUT("MalformedInput", 400),
    MALFORMED_XML("MalformedXML", 400),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
    MISSING_ACTION("MissingAction", 400),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationToken", 403),
    MISSING_AUTHENTICATION_TOKEN_EXCEPTION("MissingAuthenticationTokenException", 403),
    MISSING_PARAMETER("MissingParameter", 400),
    NOT_IMPLEMENTED("NotImplemented", 501),
    OPT_IN_REQUIRED("OptInRequired", 403),
    REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLargeException", 413),
    REQUEST_EXPIRED("RequestExpired", 400),
    REQUEST_TIME_TOO_SKEWED("RequestTimeTooSkewed", 403),
    SERIALIZATION_EXCEPTION("SerializationException", 400),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
    SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 403),
    SLOW_DOWN("SlowDown", 503),
    THROTTLING("Throttling", 400),
    THROTTLING_EXCEPTION("ThrottlingException", 400),
    UNKNOWN_OPERATION("UnknownOperationException", 404),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400),
    VALIDATION_ERROR("ValidationError", 400),
    VALIDATION_EXCEPTION("ValidationException", 400);

    private final String code;
    private final int status;

    CommonError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }
}
