package dev.cloudlet.iam.caller;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.ErrorCode;
import dev.cloudlet.signature.Reason;

/** A refusal by the name of its reason: each service has its own words for it. */
record Refusal(String code, int status) implements ErrorCode {
    static AwsException of(Reason reason) {
        return new AwsException(new Refusal(reason.name(), 403), reason.name());
    }
}
