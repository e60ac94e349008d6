package dev.cloudlet.gateway.route;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.protocol.WireResponse;

/** Tells which AWS service a request is for. */
interface Recognizer {
    /** Whether only the body tells. */
    boolean needsBody(RequestHead head);

    /**
     * The service of a request.
     *
     * @param body the body if {@link #needsBody} asked for it, otherwise empty
     */
    Recognized recognize(RequestHead head, byte[] body);

    /** A request whose service is known. */
    interface Recognized {
        /** The service's signing name, such as {@code elasticloadbalancing}. */
        String signingName();

        /** An answer of failure, in the form that the client understands. */
        WireResponse refusal(AwsException failure, String requestId, String path);
    }
}
