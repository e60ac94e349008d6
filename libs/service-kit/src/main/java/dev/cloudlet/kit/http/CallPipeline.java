package dev.cloudlet.kit.http;

import dev.cloudlet.kit.authorization.Authorizer;
import dev.cloudlet.kit.authorization.CallPermissions;
import dev.cloudlet.kit.call.BodyCheck;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.kit.http.Authentication.Authenticated;
import dev.cloudlet.kit.operation.OperationMethod;
import dev.cloudlet.kit.operation.OperationMethod.Permission;
import dev.cloudlet.kit.operation.OperationRegistry;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.CommonError;
import dev.cloudlet.protocol.OperationModel;
import dev.cloudlet.protocol.Target;
import dev.cloudlet.protocol.Wire;
import dev.cloudlet.signature.ErrorStyle;
import dev.cloudlet.signature.Reason;
import dev.cloudlet.signature.SignatureException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One call from its arrival to its answer: authenticate, decode, authorize, run in one transaction with its trail record,
 * encode. Blocks; runs on a virtual thread.
 */
public final class CallPipeline {
    private static final byte[] NO_BODY = {};

    private final Wire wire;
    private final OperationRegistry operations;
    private final Authentication authentication;
    private final Authorizer authorizer;
    private final TransactionTemplate transaction;
    private final CallTrail trail;
    private final Replies replies;
    private final List<BodyCheck> bodyChecks;

    public CallPipeline(
            Wire wire,
            OperationRegistry operations,
            Authentication authentication,
            Authorizer authorizer,
            TransactionTemplate transaction,
            CallTrail trail,
            List<BodyCheck> bodyChecks) {
        this.wire = wire;
        this.operations = operations;
        this.authentication = authentication;
        this.authorizer = authorizer;
        this.transaction = transaction;
        this.trail = trail;
        this.replies = new Replies(wire, trail);
        this.bodyChecks = List.copyOf(bodyChecks);
    }

    Outcome run(Arrival arrival) {
        Progress progress = new Progress(arrival);
        try {
            return answer(progress);
        } catch (SignatureException e) {
            return replies.refused(progress, e);
        } catch (AwsException e) {
            return replies.failed(progress, e);
        } catch (RuntimeException e) {
            // The edge of the process: whatever is left is our fault.
            return replies.unforeseen(progress, e);
        }
    }

    private Outcome answer(Progress p) {
        Arrival arrival = p.arrival;
        Target target =
                wire.needsBody(arrival.head()) ? wire.target(arrival.head(), p.content()) : wire.target(arrival.head());
        p.target = target;
        String service = target.service().id();
        Authenticated who = authentication.authenticate(arrival, service, p::body);
        p.who = who;
        OperationModel model = wire.operation(target, arrival.head(), formBody(p, target));
        p.model = model;
        OperationMethod method = operations.find(model);
        if (who.principal() instanceof Principal.Anonymous && !takesUnsigned(service, method)) {
            throw SignatureException.of(Reason.MISSING_AUTHENTICATION);
        }
        if (method == null) {
            throw CommonError.NOT_IMPLEMENTED.of("%s of %s is not implemented by this cloud.", model.name(), service);
        }
        RequestBody stream = method.bodyStreamsIn() ? Body.streaming(arrival, who.verification()) : null;
        SdkPojo request = wire.decode(
                target, model, arrival.head(), stream == null ? checkedBody(p) : NO_BODY, heard -> p.request = heard);
        CallPermissions permissions = authorizer.permissions(
                who.principal(),
                who.policies(),
                service,
                who.region(),
                arrival.head(),
                arrival.sourceIp(),
                who.issued(),
                who.mfa(),
                arrival.time(),
                request);
        p.permissions = permissions;
        Call call = new Call(
                arrival.requestId(),
                who.principal().accountId(),
                who.region(),
                who.principal(),
                service,
                model.name(),
                arrival.time(),
                arrival.sourceIp(),
                arrival.head(),
                permissions);
        Object result = stream != null
                ? authorizedInvoke(method, call, permissions, request, stream)
                : inTransaction(p, method, call, permissions, request);
        return replies.done(p, target, model, result);
    }

    private Object inTransaction(
            Progress p, OperationMethod method, Call call, CallPermissions permissions, SdkPojo request) {
        Object result = transaction.execute(status -> {
            Object done = authorizedInvoke(method, call, permissions, request, null);
            if (!trail.readsOnly(method.model())) {
                trail.write(p, Replies.response(done));
                p.recorded = true;
            }
            return done;
        });
        if (result == null) {
            throw new IllegalStateException(method.model().name() + " returned null");
        }
        return result;
    }

    private Object authorizedInvoke(
            OperationMethod method,
            Call call,
            CallPermissions permissions,
            SdkPojo request,
            @Nullable RequestBody stream) {
        if (method.permission() instanceof Permission.Declared(var requirements)) {
            authorizer.require(requirements, permissions, call.account(), call.region(), request);
        }
        Object result = method.invoke(call, request, stream);
        if (method.permission() instanceof Permission.InCode && !permissions.asked()) {
            throw new IllegalStateException(method.model().name() + " returned without having asked for permission");
        }
        return result;
    }

    /** In the query protocols the operation stands in the body; elsewhere in the head. */
    private static byte[] formBody(Progress p, Target target) {
        return switch (target.protocol()) {
            case QUERY, EC2 -> p.signedContent();
            case JSON_1_0, JSON_1_1, REST_XML, REST_JSON, RPC_V2_CBOR -> NO_BODY;
        };
    }

    /** The whole body, once it is known to be the one that was signed and promised. */
    private byte[] checkedBody(Progress p) {
        byte[] body = p.signedContent();
        bodyChecks.forEach(check -> check.check(p.arrival.head(), body));
        return body;
    }

    private static boolean takesUnsigned(String service, @Nullable OperationMethod method) {
        return ErrorStyle.of(service) == ErrorStyle.S3
                || (method != null && method.permission() instanceof Permission.Open(boolean unsigned) && unsigned);
    }
}
