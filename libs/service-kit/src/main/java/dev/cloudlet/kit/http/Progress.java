package dev.cloudlet.kit.http;

import dev.cloudlet.kit.authorization.CallPermissions;
import dev.cloudlet.kit.http.Authentication.Authenticated;
import dev.cloudlet.protocol.OperationModel;
import dev.cloudlet.protocol.Target;
import dev.cloudlet.signature.Payload;
import dev.cloudlet.signature.Reason;
import dev.cloudlet.signature.SignatureException;
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
    private byte @Nullable [] content;

    Progress(Arrival arrival) {
        this.arrival = arrival;
    }

    /** The whole body as it was sent and signed, read at the first question. */
    byte[] body() {
        byte[] read = body;
        if (read == null) {
            read = Body.whole(arrival);
            body = read;
        }
        return read;
    }

    /** The whole body as the operation's codec reads it. */
    byte[] content() {
        byte[] known = content;
        if (known == null) {
            known = Body.unpacked(arrival.head(), body());
            content = known;
        }
        return known;
    }

    /** The same, once it is known to be the body that was signed. */
    byte[] signedContent() {
        byte[] sent = body();
        if (who != null
                && who.verification() != null
                && who.verification().claim().payload() instanceof Payload.Hash(String hex)
                && !Authentication.sha256(sent).equalsIgnoreCase(hex)) {
            throw SignatureException.of(Reason.CONTENT_SHA256_MISMATCH);
        }
        return content();
    }

    String operationName() {
        return model == null ? "(unknown operation)" : model.name();
    }
}
