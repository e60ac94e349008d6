package dev.cloudlet.protocol;

/**
 * Errors that every service may answer, but for those of its authentication, which are the signature library's.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common errors</a>
 */
public enum CommonError implements ErrorCode {
    ACCESS_DENIED("AccessDenied", 403),
    /** In the JSON protocols; {@link #ACCESS_DENIED_REST} in REST with JSON. */
    ACCESS_DENIED_EXCEPTION("AccessDeniedException", 400),
    ACCESS_DENIED_REST("AccessDeniedException", 403),
    UNAUTHORIZED_OPERATION("UnauthorizedOperation", 403),
    INTERNAL_FAILURE("InternalFailure", 500),
    INTERNAL_ERROR("InternalError", 500),
    INVALID_ACTION("InvalidAction", 400),
    INVALID_ARGUMENT("InvalidArgument", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    INVALID_REQUEST("InvalidRequest", 400),
    INVALID_URI("InvalidURI", 400),
    MALFORMED_INPUT("MalformedInput", 400),
    MALFORMED_XML("MalformedXML", 400),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
    MISSING_ACTION("MissingAction", 400),
    MISSING_PARAMETER("MissingParameter", 400),
    NOT_IMPLEMENTED("NotImplemented", 501),
    REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLargeException", 413),
    SERIALIZATION_EXCEPTION("SerializationException", 400),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
    UNKNOWN_OPERATION("UnknownOperationException", 404),
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
