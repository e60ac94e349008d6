package dev.cloudlet.kit.http;

import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.signature.SignedRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Instant;

/**
 * One request as it arrived, before anybody knows who sent it.
 *
 * @param body the raw bytes, read at most once
 * @param length the declared Content-Length, -1 when unknown
 */
record Arrival(String requestId, RequestHead head, String sourceIp, Instant time, InputStream body, long length) {

    /** Whether it comes from a loopback address. What the cloud carries for a machine in a VPC does not. */
    boolean isFromHost() {
        try {
            return InetAddress.ofLiteral(sourceIp).isLoopbackAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    SignedRequest signed() {
        return new SignedRequest(head.method(), head.rawPath(), head.rawQuery(), head.headers());
    }
}
