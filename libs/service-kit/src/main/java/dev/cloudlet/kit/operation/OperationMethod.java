package dev.cloudlet.kit.operation;

import dev.cloudlet.kit.authorization.Requirement;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.protocol.OperationModel;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation that this service does: its model, what it needs, and the method behind it.
 *
 * @param handle takes (Call, request, body) and returns the response or a Streamed one
 */
public record OperationMethod(OperationModel model, Permission permission, boolean bodyStreamsIn, MethodHandle handle) {

    /** How the operation is authorized. */
    public sealed interface Permission {
        /** Asked before the method runs. */
        record Declared(List<Requirement> requirements) implements Permission {}

        /** Asked by the method itself, which must. */
        record InCode(List<String> actions) implements Permission {}

        /** Needs none. */
        record Open(boolean unsigned) implements Permission {}
    }

    /** Runs the method; what it throws comes out unchanged. */
    public Object invoke(Call call, SdkPojo request, @Nullable RequestBody body) {
        try {
            return handle.invokeExact(call, request, body);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable checked) {
            throw new IllegalStateException(model.name() + " failed", checked);
        }
    }
}
