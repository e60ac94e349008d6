package dev.cloudlet.gateway.server;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.http.RequestGuard;
import dev.cloudlet.kit.origin.Introduction;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** What the server on the front door's port accepts. */
@Component
final class FrontDoorServer implements NettyServerCustomizer {
    /** Query requests may carry a whole policy document in their target. */
    private static final int MAX_TARGET_BYTES = 64 << 10;

    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(75);

    private final Duration patience;
    private final Introduction introduction;

    /** @param patience how long a client may be silent in the middle of a request: a half-sent one holds a thread of a service */
    FrontDoorServer(@Value("${cloudlet.gateway.patience}") Duration patience, CloudletSettings settings) {
        this.patience = patience;
        this.introduction = new Introduction(settings);
    }

    private record ErrorPage() implements RequestGuard.Page {
        @Override
        public String type() {
            return "application/xml";
        }

        @Override
        public String text(String why) {
            return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>BadRequest</Code><Message>" + why
                    + "</Message></Error>";
        }
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.httpRequestDecoder(spec -> spec.maxInitialLineLength(MAX_TARGET_BYTES)
                        .maxHeaderSize(MAX_HEADER_BYTES)
                        .allowDuplicateContentLengths(false)
                        .validateHeaders(true))
                .idleTimeout(IDLE_LIMIT)
                .readTimeout(patience)
                .accessLog(true, AccessLogLine::of)
                .forwarded(IntroducedClient::of)
                .doOnChannelInit((observer, channel, remote) -> channel.pipeline()
                        .addFirst("introduction", new IntroductionReader(introduction))
                        .addAfter(NettyPipeline.HttpCodec, "introducedClient", new IntroducedClient())
                        .addAfter(NettyPipeline.HttpCodec, "requestGuard", new RequestGuard(new ErrorPage())));
    }
}
