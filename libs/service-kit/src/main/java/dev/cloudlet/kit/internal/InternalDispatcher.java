package dev.cloudlet.kit.internal;

import dev.cloudlet.kit.inprocess.InternalHandler;
import dev.cloudlet.protocol.AwsException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Answers the other services' questions; the same for a caller in this JVM and for one across the network. */
public final class InternalDispatcher implements InternalHandler {
    private final Map<String, InternalOperation<?, ?>> operations;
    private final JsonMapper json;

    public InternalDispatcher(Collection<InternalOperation<?, ?>> operations, JsonMapper json) {
        this.operations =
                operations.stream().collect(Collectors.toUnmodifiableMap(InternalOperation::name, Function.identity()));
        this.json = json;
    }

    @Override
    public byte[] handle(String operation, byte[] body) {
        InternalOperation<?, ?> found = operations.get(operation);
        if (found == null) {
            return json.writeValueAsBytes(InternalAnswer.unknown(operation));
        }
        try {
            return json.writeValueAsBytes(InternalAnswer.of(json.valueToTree(answer(found, body))));
        } catch (AwsException refused) {
            return json.writeValueAsBytes(InternalAnswer.refused(refused));
        }
    }

    private <Q, A> A answer(InternalOperation<Q, A> operation, byte[] body) {
        return operation.answer().apply(json.readValue(body, operation.question()));
    }
}
