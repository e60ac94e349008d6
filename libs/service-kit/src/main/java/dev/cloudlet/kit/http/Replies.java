package dev.cloudlet.kit.http;

import dev.cloudlet.kit.call.Streamed;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.CommonError;
import dev.cloudlet.protocol.OperationModel;
import dev.cloudlet.protocol.Target;
import dev.cloudlet.protocol.Wire;
import dev.cloudlet.protocol.WireResponse;
import dev.cloudlet.signature.ErrorStyle;
import dev.cloudlet.signature.SignatureException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/** What goes back to the client, in the protocol that it spoke; what has no trail record yet gets one here. */
final class Replies {
    private static final Logger log = LoggerFactory.getLogger(Replies.class);
    private static final byte[] NO_BODY = {};

    private final Wire wire;
    private final CallTrail trail;

    Replies(Wire wire, CallTrail trail) {
        this.wire = wire;
        this.trail = trail;
    }

    /** The modelled part of what an operation returned. */
    static SdkPojo response(Object result) {
        return result instanceof Streamed<?> streamed ? streamed.response() : (SdkPojo) result;
    }

    /** An operation's result. */
    Outcome done(Progress p, Target target, OperationModel model, Object result) {
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

    /** A refusal of who the request says it is from. */
    Outcome refused(Progress p, SignatureException e) {
        ErrorStyle style = p.target == null ? ErrorStyle.S3 : style(p.target);
        AwsException error = new AwsException(new SignatureError(e.code(style), e.status(style)), e.message(style));
        for (var detail : e.details().entrySet()) {
            error = error.with(detail.getKey(), detail.getValue());
        }
        return failed(p, error);
    }

    /** What nobody foresaw: the client learns no more than its request id. */
    Outcome unforeseen(Progress p, RuntimeException e) {
        log.error("request {} {} failed", p.arrival.requestId(), p.operationName(), e);
        return failed(
                p,
                p.target != null && style(p.target) == ErrorStyle.S3
                        ? CommonError.INTERNAL_ERROR.of("We encountered an internal error. Please try again.")
                        : CommonError.INTERNAL_FAILURE.of(
                                "The request processing has failed because of an unknown error."));
    }

    /** An error of AWS's. */
    Outcome failed(Progress p, AwsException e) {
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

    private static WireResponse withHeaders(WireResponse response, Map<String, String> more) {
        if (more.isEmpty()) {
            return response;
        }
        Map<String, List<String>> headers = new LinkedHashMap<>(response.headers());
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        return new WireResponse(response.status(), headers, response.body());
    }
}
