package dev.cloudlet.kit.authorization;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.CommonError;
import dev.cloudlet.protocol.ErrorCode;
import dev.cloudlet.signature.ErrorStyle;

/** A refusal under the name that each family of services has for it. */
final class AccessDenied {
    private AccessDenied() {}

    static AwsException of(String service, String explanation) {
        ErrorCode code =
                switch (ErrorStyle.of(service)) {
                    case EC2 -> CommonError.UNAUTHORIZED_OPERATION;
                    case JSON -> CommonError.ACCESS_DENIED_EXCEPTION;
                    case REST_JSON -> CommonError.ACCESS_DENIED_REST;
                    case S3, QUERY -> CommonError.ACCESS_DENIED;
                };
        String words = code == CommonError.UNAUTHORIZED_OPERATION
                ? "You are not authorized to perform this operation. " + explanation
                : explanation;
        return new AwsException(code, words);
    }
}
