package dev.cloudlet.gateway.server;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.http.server.logging.AccessLog;
import reactor.netty.http.server.logging.AccessLogArgProvider;

/** One line per answered request. Of the target only the path: the query of a presigned request is a credential. */
final class AccessLogLine {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cloudlet.access");

    private AccessLogLine() {}

    static @Nullable AccessLog of(AccessLogArgProvider request) {
        LOG.info(
                "{} {} {} {} {} {}ms {}",
                address(
                        request.connectionInformation() == null
                                ? null
                                : request.connectionInformation().remoteAddress()),
                request.method(),
                path(String.valueOf(request.uri())),
                request.status(),
                request.contentLength(),
                request.duration(),
                requestId(request));
        return null;
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static CharSequence requestId(AccessLogArgProvider request) {
        for (String header : new String[] {"x-amzn-requestid", "x-amz-request-id"}) {
            CharSequence value = request.responseHeader(header);
            if (value != null) {
                return value;
            }
        }
        return "-";
    }

    private static String address(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : "-";
    }
}
