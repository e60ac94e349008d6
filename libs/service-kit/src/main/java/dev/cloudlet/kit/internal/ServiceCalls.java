package dev.cloudlet.kit.internal;

import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.kit.inprocess.InternalHandler;
import dev.cloudlet.protocol.CommonError;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Asks other services, wherever they run: in this JVM directly, otherwise across the network. Blocks; call it on a virtual thread. */
public final class ServiceCalls {
    /** Every service that keeps state, by the name it registers under. */
    public static final List<String> SERVICES = List.of(
            "iam-service",
            "storage-service",
            "compute-service",
            "build-service",
            "deploy-service",
            "monitoring-service");

    private static final Logger log = LoggerFactory.getLogger(ServiceCalls.class);

    private final InProcessServices local;
    private final RemoteServices remote;
    private final JsonMapper json;

    public ServiceCalls(InProcessServices local, RemoteServices remote, JsonMapper json) {
        this.local = local;
        this.remote = remote;
        this.json = json;
    }

    /**
     * One question, one answer.
     *
     * @throws dev.cloudlet.protocol.AwsException what the other service refused with, or ServiceUnavailable when it cannot be reached
     */
    public <A> A call(String service, String operation, Object question, Class<A> answer) {
        byte[] body = json.writeValueAsBytes(question);
        InternalHandler handler = local.findInternal(service);
        byte[] reply = handler != null ? handler.handle(operation, body) : remote.post(service, operation, body);
        InternalAnswer decoded = json.readValue(reply, InternalAnswer.class);
        if (decoded.refusal() != null) {
            throw decoded.refusal().exception();
        }
        if (decoded.answer() == null) {
            throw CommonError.INTERNAL_FAILURE.of("%s answered nothing to %s", service, operation);
        }
        return json.treeToValue(decoded.answer(), answer);
    }

    /** Tells every service that knows the operation. One that cannot be reached is skipped: its caches live short. */
    public void broadcast(String operation, Object message) {
        byte[] body = json.writeValueAsBytes(message);
        for (String service : SERVICES) {
            InternalHandler handler = local.findInternal(service);
            if (handler != null) {
                handler.handle(operation, body);
            } else {
                remote.postToAll(
                        service,
                        operation,
                        body,
                        failure -> log.debug("{} not told of {}", service, operation, failure));
            }
        }
    }
}
