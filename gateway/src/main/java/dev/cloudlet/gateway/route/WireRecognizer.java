package dev.cloudlet.gateway.route;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.protocol.Target;
import dev.cloudlet.protocol.Wire;
import dev.cloudlet.protocol.WireResponse;

/** Goes by the wire forms of AWS's services. */
record WireRecognizer(Wire wire) implements Recognizer {
    @Override
    public boolean needsBody(RequestHead head) {
        return wire.needsBody(head);
    }

    @Override
    public Recognized recognize(RequestHead head, byte[] body) {
        return new Aimed(wire, wire.target(head, body));
    }

    private record Aimed(Wire wire, Target target) implements Recognized {
        @Override
        public String signingName() {
            return target.service().id();
        }

        @Override
        public WireResponse refusal(AwsException failure, String requestId, String path) {
            return wire.encodeError(target, null, failure, requestId, path);
        }
    }
}
