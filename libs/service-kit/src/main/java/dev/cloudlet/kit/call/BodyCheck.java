package dev.cloudlet.kit.call;

import dev.cloudlet.protocol.RequestHead;

/** Looks at whole bodies before they are decoded. A service that keeps promises made about them in headers, as S3 does, has such a bean. */
public interface BodyCheck {
    /**
     * Returns if the body is as promised.
     *
     * @param body without framing
     * @throws dev.cloudlet.protocol.AwsException otherwise
     */
    void check(RequestHead head, byte[] body);
}
