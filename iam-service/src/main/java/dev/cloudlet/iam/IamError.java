package dev.cloudlet.iam;

import dev.cloudlet.protocol.ErrorCode;

/**
 * The errors of IAM and STS.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html#API_CreateUser_Errors">IAM errors</a>
 */
public enum IamError implements ErrorCode {
    NO_SUCH_ENTITY("NoSuchEntity", 404),
    ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409),
    DELETE_CONFLICT("DeleteConflict", 409),
    LIMIT_EXCEEDED("LimitExceeded", 409),
    INVALID_INPUT("InvalidInput", 400),
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
    UNMODIFIABLE_ENTITY("UnmodifiableEntity", 400),
    PASSWORD_POLICY_VIOLATION("PasswordPolicyViolation", 400),
    INVALID_USER_TYPE("InvalidUserType", 400),
    INVALID_AUTHENTICATION_CODE("InvalidAuthenticationCode", 403),
    POLICY_NOT_ATTACHABLE("PolicyNotAttachable", 400),
    PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge", 400),
    CONCURRENT_MODIFICATION("ConcurrentModification", 409),
    VALIDATION_ERROR("ValidationError", 400),
    ACCESS_DENIED("AccessDenied", 403);

    private final String code;
    private final int status;

    IamError(String code, int status) {
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
