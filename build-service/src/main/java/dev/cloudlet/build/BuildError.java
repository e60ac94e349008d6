package dev.cloudlet.build;

import dev.cloudlet.protocol.ErrorCode;

/** CodeBuild's own errors. */
public enum BuildError implements ErrorCode {
    INVALID_INPUT("InvalidInputException"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException"),
    RESOURCE_ALREADY_EXISTS("ResourceAlreadyExistsException"),
    ACCOUNT_LIMIT_EXCEEDED("AccountLimitExceededException");

    private final String code;

    BuildError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return 400;
    }
}
