package dev.cloudlet.kit.internal;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What comes back between services: an answer, or the AWS error to hand on to the client. */
record InternalAnswer(@Nullable JsonNode answer, @Nullable Refusal refusal) {

    record Refusal(String code, int status, boolean senderFault, String message) implements ErrorCode {
        AwsException exception() {
            return new AwsException(this, message);
        }
    }

    static InternalAnswer of(JsonNode answer) {
        return new InternalAnswer(answer, null);
    }

    static InternalAnswer refused(AwsException e) {
        return new InternalAnswer(null, new Refusal(e.code(), e.status(), e.senderFault(), e.message()));
    }

    static InternalAnswer unknown(String operation) {
        return new InternalAnswer(
                null, new Refusal("InternalFailure", 500, false, "no internal operation " + operation));
    }
}
