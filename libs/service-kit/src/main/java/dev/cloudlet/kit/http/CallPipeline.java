package dev.cloudlet.kit.http;

import dev.cloudlet.kit.authorization.Authorizer;
import dev.cloudlet.kit.authorization.CallPermissions;
import dev.cloudlet.kit.call.BodyCheck;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.CrossOrigin;
import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.kit.http.Authentication.Authenticated;
import dev.cloudlet.kit.operation.OperationMethod;
import dev.cloudlet.kit.operation.OperationMethod.Permission;
import dev.cloudlet.kit.operation.OperationRegistry;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.CommonError;
import dev.cloudlet.protocol.OperationModel;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.protocol.Target;
import dev.cloudlet.protocol.Wire;
import dev.cloudlet.protocol.WireResponse;
import dev.cloudlet.signature.ErrorStyle;
import dev.cloudlet.signature.Reason;
import dev.cloudlet.signature.SignatureException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One call from its arrival to its answer: authenticate, decode, authorize, run in one transaction with its trail record,
 * encode. Blocks; runs on a virtual thread.
 */
public final class CallPipeline {
    private static final byte[] NO_BODY = {};
    private static final int OK = 200;

    private final Wire wire;
    private final OperationRegistry operations;
    private final Authentication authentication;
    private final Authorizer authorizer;
    private final TransactionTemplate transaction;
    private final CallTrail trail;
    private final Replies replies;
    private final List<BodyCheck> bodyChecks;
    private final List<CrossOrigin> crossOrigin;

    public CallPipeline(
            Wire wire,
            OperationRegistry operations,
            Authentication authentication,
            Authorizer authorizer,
            TransactionTemplate transaction,
            CallTrail trail,
            List<BodyCheck> bodyChecks,
            List<CrossOrigin> crossOrigin) {
        this.wire = wire;
        this.operations = operations;
        this.authentication = authentication;
        this.authorizer = authorizer;
        this.transaction = transaction;
        this.trail = trail;
        this.replies = new Replies(wire, trail);
        this.bodyChecks = List.copyOf(bodyChecks);
        this.crossOrigin = List.copyOf(crossOrigin);
    }

    Outcome run(Arrival arrival) {
        Outcome outcome = outcome(new Progress(arrival));
        for (CrossOrigin each : crossOrigin) {
            if (arrival.head().first("origin") != null
                    && !arrival.head().method().equals("OPTIONS")) {
                outcome = outcome.with(each.headers(arrival.head()));
            }
        }
        return outcome;
    }

    private Outcome outcome(Progress progress) {
        try {
            return progress.arrival.head().method().equals("OPTIONS") && !crossOrigin.isEmpty()
                    ? preflight(progress)
                    : answer(progress);
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
        if (ErrorStyle.of(service) == ErrorStyle.S3 && FormUpload.is(arrival.head())) {
            return formAnswer(p, target);
        }
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
        CallPermissions permissions = permissions(p, who, service, arrival.head(), request);
        Call call = call(arrival, who, service, model, arrival.head(), permissions);
        Object result = stream != null
                ? authorizedInvoke(method, call, permissions, request, stream)
                : inTransaction(p, method, call, permissions, request);
        return replies.done(p, target, model, result);
    }

    /** A browser asks without a signature: it is told nothing but what its page may do. */
    private Outcome preflight(Progress p) {
        p.target = wire.target(p.arrival.head());
        Outcome allowed = new Outcome(new WireResponse(OK, Map.of(), NO_BODY), null);
        for (CrossOrigin each : crossOrigin) {
            allowed = allowed.with(each.preflight(p.arrival.head()));
        }
        return allowed;
    }

    /** A browser's form is a PutObject in other words. */
    private Outcome formAnswer(Progress p, Target target) {
        String service = target.service().id();
        try (FormUpload form = FormUpload.receive(p, authentication, service)) {
            Authenticated who = Objects.requireNonNull(p.who);
            OperationModel model = wire.operation(target, form.put(), NO_BODY);
            p.model = model;
            OperationMethod method = operations.find(model);
            if (method == null) {
                throw CommonError.NOT_IMPLEMENTED.of(
                        "%s of %s is not implemented by this cloud.", model.name(), service);
            }
            SdkPojo request = wire.decode(target, model, form.put(), NO_BODY, heard -> p.request = heard);
            CallPermissions permissions = permissions(p, who, service, form.put(), request);
            Call call = call(p.arrival, who, service, model, form.put(), permissions);
            Object result = authorizedInvoke(method, call, permissions, request, form.body());
            return form.answer(replies.done(p, target, model, result).response(), Replies.response(result));
        }
    }

    private CallPermissions permissions(
            Progress p, Authenticated who, String service, RequestHead head, SdkPojo request) {
        CallPermissions permissions = authorizer.permissions(
                who.principal(),
                who.policies(),
                service,
                who.region(),
                head,
                p.arrival.sourceIp(),
                who.issued(),
                who.mfa(),
                who.signatureKeys(),
                p.arrival.time(),
                request);
        p.permissions = permissions;
        return permissions;
    }

    private static Call call(
            Arrival arrival,
            Authenticated who,
            String service,
            OperationModel model,
            RequestHead head,
            CallPermissions permissions) {
        return new Call(
                arrival.requestId(),
                who.principal().accountId(),
                who.region(),
                who.principal(),
                service,
                model.name(),
                arrival.time(),
                arrival.sourceIp(),
                head,
                permissions);
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
