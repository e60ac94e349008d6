package dev.cloudlet.gateway.route;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.WireResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * One request on its way to a service.
 *
 * @param recognized what it was recognized as
 * @param service the name of the service that it goes to
 * @param requestId the id that it has in every log of the cloud
 */
record Passage(Recognizer.Recognized recognized, String service, String requestId) {
    private static final String ATTRIBUTE = Passage.class.getName();

    /**
     * What arrives of a refused body is read and dropped, since a client that is still sending would see a broken connection instead of
     * the refusal. Waiting for more than this is not worth it.
     */
    private static final long MOST_UNREAD = 8 << 20;

    void on(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    static Passage of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    /** Ends the request with an error of AWS's. */
    static Mono<Void> refuse(
            ServerWebExchange exchange, Recognizer.Recognized recognized, String requestId, AwsException failure) {
        ServerHttpRequest request = exchange.getRequest();
        WireResponse refusal =
                recognized.refusal(failure, requestId, request.getURI().getRawPath());
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(refusal.status()));
        refusal.headers().forEach((name, values) -> response.getHeaders().put(name, values));
        if (request.getHeaders().getContentLength() > MOST_UNREAD) {
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
        if (request.getMethod().equals(HttpMethod.HEAD) || refusal.body().length == 0) {
            return response.setComplete();
        }
        response.getHeaders().setContentLength(refusal.body().length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(refusal.body())));
    }

    static boolean hasBody(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }
}
