package dev.cloudlet.e2e.input;

import dev.cloudlet.protocol.OperationModel;
import software.amazon.awssdk.core.SdkPojo;

/** Empty builders of the SDK's request classes. */
final class Requests {
    private Requests() {}

    static SdkPojo of(OperationModel operation) {
        try {
            return (SdkPojo) operation.requestClass().getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a request class of " + operation, e);
        }
    }
}
