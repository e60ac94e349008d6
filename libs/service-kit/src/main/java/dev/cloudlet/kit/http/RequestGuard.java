package dev.cloudlet.kit.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Refuses requests that two HTTP parsers could read in two ways, and brings request targets into the form that
 * <a href="https://www.rfc-editor.org/rfc/rfc3986">RFC 3986</a> allows.
 */
public final class RequestGuard extends ChannelInboundHandlerAdapter {
    private final Page page;
    private boolean refused;

    /** @param page what a refused client gets to see */
    public RequestGuard(Page page) {
        this.page = page;
    }

    /** The body of a refusal. */
    public interface Page {
        /** Its media type. */
        String type();

        /** Its text, in UTF-8. */
        String text(String why);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            Optional<String> fault = fault(request);
            if (fault.isPresent()) {
                refused = true;
                ReferenceCountUtil.release(message);
                refuse(context, fault.get());
                return;
            }
            request.setUri(RequestTarget.escaped(request.uri()));
        }
        super.channelRead(context, message);
    }

    private static Optional<String> fault(HttpRequest request) {
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        boolean needsHost = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
        if (hosts.size() > 1 || (needsHost && hosts.isEmpty())) {
            return Optional.of("A request must have exactly one Host header.");
        }
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (lengths.size() > 1 || (!lengths.isEmpty() && !encodings.isEmpty())) {
            return Optional.of("A request must not state its length twice.");
        }
        if (encodings.size() > 1
                || (encodings.size() == 1 && !encodings.getFirst().equalsIgnoreCase("chunked"))) {
            return Optional.of("The only Transfer-Encoding understood is chunked.");
        }
        if (!RequestTarget.isWellFormed(request.uri())) {
            return Optional.of("The request target is malformed.");
        }
        return Optional.empty();
    }

    private void refuse(ChannelHandlerContext context, String why) {
        byte[] body = page.text(why).getBytes(StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, page.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
