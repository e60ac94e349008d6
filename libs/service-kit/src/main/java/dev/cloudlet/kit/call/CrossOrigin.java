package dev.cloudlet.kit.call;

import dev.cloudlet.protocol.RequestHead;
import java.util.Map;

/**
 * What web pages of other origins may do with a service. One that lets its users say so, as S3 does, has such a bean.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS protocol</a>
 */
public interface CrossOrigin {
    /** What the answer to a request that has an Origin says in addition; nothing where its page may not read it. */
    Map<String, String> headers(RequestHead head);

    /**
     * The answer to a browser that asks, by OPTIONS, before it sends the request.
     *
     * @throws dev.cloudlet.protocol.AwsException if the request may not be sent
     */
    Map<String, String> preflight(RequestHead head);
}
