package dev.cloudlet.kit.http;

import dev.cloudlet.kit.authorization.CallPermissions;
import dev.cloudlet.kit.authorization.Derivation;
import dev.cloudlet.kit.http.Authentication.Authenticated;
import dev.cloudlet.kit.trail.Trail;
import dev.cloudlet.kit.trail.TrailRecord;
import dev.cloudlet.kit.trail.TrailRecord.Failure;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.OperationModel;
import dev.cloudlet.protocol.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Turns what is known of a call into its trail record. */
public final class CallTrail {
    private static final Pattern READS =
            Pattern.compile("(Get|List|Describe|Head|Lookup|Filter|Test|BatchGet|Simulate|Select|Search)[A-Z].*");

    private final Trail trail;

    public CallTrail(Trail trail) {
        this.trail = trail;
    }

    boolean readsOnly(OperationModel model) {
        return READS.matcher(model.name()).matches();
    }

    /** Into the running transaction: a call that changed something. */
    void write(Progress p, SdkPojo response) {
        TrailRecord entry = entry(p, response, null);
        if (entry != null) {
            trail.write(entry);
        }
    }

    /** Soon: a call that read, streamed, or failed. One that named no operation leaves no record, as on AWS. */
    void gather(Progress p, @Nullable AwsException error) {
        TrailRecord entry = entry(p, null, error);
        if (entry != null) {
            trail.gather(entry);
        }
    }

    private @Nullable TrailRecord entry(Progress p, @Nullable SdkPojo response, @Nullable AwsException error) {
        Target target = p.target;
        Authenticated who = p.who;
        OperationModel model = p.model;
        if (target == null || who == null || model == null) {
            return null;
        }
        return new TrailRecord(
                p.arrival.time(),
                p.arrival.requestId(),
                who.principal().accountId(),
                who.region(),
                who.principal(),
                who.accessKeyId(),
                target.service().id(),
                model.name(),
                p.arrival.sourceIp(),
                p.arrival.head().first("user-agent"),
                readsOnly(model),
                trail.parameters(p.request),
                trail.parameters(response),
                error == null ? null : new Failure(error.code(), error.message(), refusal(p.permissions)));
    }

    private static @Nullable Derivation refusal(@Nullable CallPermissions permissions) {
        return permissions == null ? null : permissions.refusal();
    }
}
