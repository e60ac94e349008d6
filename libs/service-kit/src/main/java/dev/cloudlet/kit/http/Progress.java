package dev.cloudlet.kit.http;

import dev.cloudlet.kit.authorization.CallPermissions;
import dev.cloudlet.kit.http.Authentication.Authenticated;
import dev.cloudlet.protocol.OperationModel;
import dev.cloudlet.protocol.Target;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** What is known of one request so far: the error's form and the trail need it wherever the call ends. One thread's own. */
final class Progress {
    final Arrival arrival;

    @Nullable
    Target target;

    @Nullable
    Authenticated who;

    @Nullable
    OperationModel model;

    @Nullable
    SdkPojo request;

    @Nullable
    CallPermissions permissions;

    boolean recorded;
    private byte @Nullable [] body;

    Progress(Arrival arrival) {
        this.arrival = arrival;
    }

    /** The whole body, read at the first question. */
    byte[] body() {
        byte[] read = body;
        if (read == null) {
            read = Body.whole(arrival);
            body = read;
        }
        return read;
    }

    String operationName() {
        return model == null ? "(unknown operation)" : model.name();
    }
}
