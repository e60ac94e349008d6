package dev.cloudlet.kit.operation;

import dev.cloudlet.protocol.OperationModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that this service does, by model. What is not here is not implemented, and says so. */
public final class OperationRegistry {
    private final Map<OperationModel, OperationMethod> methods = new HashMap<>();

    OperationRegistry(Collection<OperationMethod> found) {
        for (OperationMethod method : found) {
            OperationMethod other = methods.put(method.model(), method);
            if (other != null) {
                throw new IllegalStateException(
                        "two methods do " + method.model().name());
            }
        }
    }

    public @Nullable OperationMethod find(OperationModel model) {
        return methods.get(model);
    }

    public Collection<OperationMethod> all() {
        return methods.values();
    }
}
