package dev.cloudlet.kit.http;

import dev.cloudlet.kit.authorization.Authorizer;
import dev.cloudlet.kit.authorization.CallPermissions;
import dev.cloudlet.kit.call.BodyCheck;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.kit.call.Streamed;
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
import dev.cloudlet.protocol.WireResponse;
import dev.cloudlet.signature.ErrorStyle;
import dev.cloudlet.signature.Payload;
import dev.cloudlet.signature.Reason;
import dev.cloudlet.signature.SignatureException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One call from its arrival to its answer: authenticate, decode, authorize, run in one transaction with its trail record,
 * encode. Blocks; runs on a virtual thread.
 */
public final class CallPipeline {
    private static final Logger log = LoggerFactory.getLogger(CallPipeline.class);
    private static final byte[] NO_BODY = {};

    private final Wire wire;
    private final OperationRegistry operations;
    private final Authentication authentication;
    private final Authorizer authorizer;
    private final TransactionTemplate transaction;
    private final CallTrail trail;
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
        this.bodyChecks = List.copyOf(bodyChecks);
    }

    Outcome run(Arrival arrival) {
        Progress progress = new Progress(arrival);
        try {
            return answer(progress);
        } catch (SignatureException e) {
            return refuse(progress, e);
        } catch (AwsException e) {
            return fail(progress, e);
        } catch (RuntimeException e) {
            // The edge of the process: whatever is left is our fault, and the client learns no more than its request
            // id.
            log.error("request {} {} failed", arrival.requestId(), progress.operationName(), e);
            return fail(progress, unforeseen(progress));
        }
    }

    private Outcome answer(Progress p) {
        Arrival arrival = p.arrival;
        Target target =
                wire.needsBody(arrival.head()) ? wire.target(arrival.head(), p.content()) : wire.target(arrival.head());
        p.target = target;
        String service = target.service().id();
        Authenticated who = authentication.authenticate(arrival.signed(), service, p::body, arrival.time());
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
        return encode(p, target, model, result);
    }

    private Object inTransaction(
            Progress p, OperationMethod method, Call call, CallPermissions permissions, SdkPojo request) {
        Object result = transaction.execute(status -> {
            Object done = authorizedInvoke(method, call, permissions, request, null);
            if (!trail.readsOnly(method.model())) {
                trail.write(p, response(done));
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

    private Outcome encode(Progress p, Target target, OperationModel model, Object result) {
        if (!p.recorded) {
            trail.gather(p, null);
        }
        WireResponse response = wire.encode(target, model, response(result), p.arrival.requestId());
        if (result instanceof Streamed<?>(var ignored, int status, var content)) {
            int sent = status == 0 ? response.status() : status;
            return new Outcome(new WireResponse(sent, response.headers(), NO_BODY), content);
        }
        return new Outcome(response, null);
    }

    private static SdkPojo response(Object result) {
        return result instanceof Streamed<?> streamed ? streamed.response() : (SdkPojo) result;
    }

    private Outcome refuse(Progress p, SignatureException e) {
        ErrorStyle style = p.target == null ? ErrorStyle.S3 : style(p.target);
        AwsException error = new AwsException(new SignatureError(e.code(style), e.status(style)), e.message(style));
        for (var detail : e.details().entrySet()) {
            error = error.with(detail.getKey(), detail.getValue());
        }
        return fail(p, error);
    }

    /** How the client was spoken to decides: CloudWatch has three protocols. */
    private static ErrorStyle style(Target target) {
        return switch (target.protocol()) {
            case QUERY -> ErrorStyle.QUERY;
            case EC2 -> ErrorStyle.EC2;
            case JSON_1_0, JSON_1_1, RPC_V2_CBOR -> ErrorStyle.JSON;
            case REST_JSON -> ErrorStyle.REST_JSON;
            case REST_XML -> ErrorStyle.of(target.service().id());
        };
    }

    private static AwsException unforeseen(Progress p) {
        return p.target != null && style(p.target) == ErrorStyle.S3
                ? CommonError.INTERNAL_ERROR.of("We encountered an internal error. Please try again.")
                : CommonError.INTERNAL_FAILURE.of("The request processing has failed because of an unknown error.");
    }

    private Outcome fail(Progress p, AwsException e) {
        if (e.status() >= 500 && e.status() != 501) {
            log.warn("request {} {} answers {}", p.arrival.requestId(), p.operationName(), e.code(), e);
        }
        trail.gather(p, e);
        WireResponse response = wire.encodeError(
                p.target, p.model, e, p.arrival.requestId(), p.arrival.head().rawPath());
        // Before its operation is known, the codec cannot tell that a request is answered without a body.
        boolean head = p.arrival.head().method().equals("HEAD");
        WireResponse sent = head ? new WireResponse(response.status(), response.headers(), NO_BODY) : response;
        return new Outcome(withHeaders(sent, e.headers()), null);
    }

    private static WireResponse withHeaders(WireResponse response, Map<String, String> more) {
        if (more.isEmpty()) {
            return response;
        }
        Map<String, List<String>> headers = new LinkedHashMap<>(response.headers());
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        return new WireResponse(response.status(), headers, response.body());
    }

    /** In the query protocols the operation stands in the body; elsewhere in the head. */
    private static byte[] formBody(Progress p, Target target) {
        return switch (target.protocol()) {
            case QUERY, EC2 -> signedBody(p);
            case JSON_1_0, JSON_1_1, REST_XML, REST_JSON, RPC_V2_CBOR -> NO_BODY;
        };
    }

    /** The whole body, once it is known to be the one that was signed and promised. */
    private byte[] checkedBody(Progress p) {
        byte[] body = signedBody(p);
        bodyChecks.forEach(check -> check.check(p.arrival.head(), body));
        return body;
    }

    /** The whole body, once it is known to be the one that was signed. */
    private static byte[] signedBody(Progress p) {
        byte[] body = p.body();
        if (p.who != null
                && p.who.verification() != null
                && p.who.verification().claim().payload() instanceof Payload.Hash(String hex)
                && !Authentication.sha256(body).equalsIgnoreCase(hex)) {
            throw SignatureException.of(Reason.CONTENT_SHA256_MISMATCH);
        }
        return p.content();
    }

    private static boolean takesUnsigned(String service, @Nullable OperationMethod method) {
        return ErrorStyle.of(service) == ErrorStyle.S3
                || (method != null && method.permission() instanceof Permission.Open(boolean unsigned) && unsigned);
    }
}
