package dev.cloudlet.iam.kms;

import dev.cloudlet.protocol.ErrorCode;

/**
 * The errors of KMS.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html#API_Encrypt_Errors">KMS errors</a>
 */
public enum KmsError implements ErrorCode {
    ACCESS_DENIED("AccessDeniedException"),
    ALREADY_EXISTS("AlreadyExistsException"),
    DISABLED("DisabledException"),
    DRY_RUN("DryRunOperationException"),
    EXPIRED_IMPORT_TOKEN("ExpiredImportTokenException"),
    INCORRECT_KEY("IncorrectKeyException"),
    INCORRECT_KEY_MATERIAL("IncorrectKeyMaterialException"),
    INVALID_ALIAS_NAME("InvalidAliasNameException"),
    INVALID_ARN("InvalidArnException"),
    INVALID_CIPHERTEXT("InvalidCiphertextException"),
    INVALID_GRANT_ID("InvalidGrantIdException"),
    INVALID_GRANT_TOKEN("InvalidGrantTokenException"),
    INVALID_IMPORT_TOKEN("InvalidImportTokenException"),
    INVALID_KEY_USAGE("InvalidKeyUsageException"),
    INVALID_MAC("KMSInvalidMacException"),
    INVALID_MARKER("InvalidMarkerException"),
    INVALID_SIGNATURE("KMSInvalidSignatureException"),
    INVALID_STATE("KMSInvalidStateException"),
    KEY_UNAVAILABLE("KeyUnavailableException", 500),
    LIMIT_EXCEEDED("LimitExceededException"),
    MALFORMED_POLICY("MalformedPolicyDocumentException"),
    NOT_FOUND("NotFoundException"),
    TAG("TagException"),
    UNSUPPORTED("UnsupportedOperationException"),
    VALIDATION("ValidationException");

    private final String code;
    private final int status;

    KmsError(String code) {
        this(code, 400);
    }

    KmsError(String code, int status) {
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
