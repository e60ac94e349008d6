package dev.cloudlet.compute.traffic;

import dev.cloudlet.kit.http.Dropped;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;

/** What the balancer answers by itself. */
final class Answers {
    private static final String SERVER = "awselb/2.0";

    private Answers() {}

    /** The page of an error, as a balancer of AWS shows it. */
    static Mono<Void> error(ServerWebExchange exchange, HttpStatus status) {
        exchange.getResponse().getHeaders().clear();
        return text(exchange, status, "text/html", page(status));
    }

    static String page(HttpStatus status) {
        String title = status.value() + " " + status.getReasonPhrase();
        return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n</body>\r\n</html>\r\n";
    }

    /**
     * Nothing, as somebody gets to see whom a security group keeps out. Whoever listens on the client's side of us ends
     * the connection: here it may be one that others use too.
     */
    static Mono<Void> silence(ServerWebExchange exchange) {
        exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
        exchange.getResponse().getHeaders().set(Dropped.HEADER, "1");
        return exchange.getResponse().setComplete();
    }

    static Mono<Void> fixed(ServerWebExchange exchange, FixedResponseActionConfig config) {
        String body = config.messageBody() == null ? "" : config.messageBody();
        String type = config.contentType() == null ? "text/plain" : config.contentType();
        return text(
                exchange,
                HttpStatusCode.valueOf(Integer.parseInt(config.statusCode())),
                type + "; charset=utf-8",
                body);
    }

    static Mono<Void> redirect(ServerWebExchange exchange, RequestView request, RedirectActionConfig config) {
        String clientHost = exchange.getRequest().getHeaders().getFirst(HttpHeaders.HOST);
        String location = Redirects.location(config, request, clientHost == null ? "" : clientHost);
        exchange.getResponse().getHeaders().set(HttpHeaders.LOCATION, location);
        HttpStatus status =
                config.statusCodeAsString().equals("HTTP_301") ? HttpStatus.MOVED_PERMANENTLY : HttpStatus.FOUND;
        return text(exchange, status, "text/html", "");
    }

    private static Mono<Void> text(ServerWebExchange exchange, HttpStatusCode status, String type, String body) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(status);
        response.getHeaders().set(HttpHeaders.SERVER, SERVER);
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, type);
        HttpHeaders asked = exchange.getRequest().getHeaders();
        if (asked.getContentLength() > 0 || asked.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            // The body of the request is not going to be read: without this it would be taken for the next request.
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
        if (status.value() == HttpStatus.NO_CONTENT.value()) {
            return response.setComplete();
        }
        response.getHeaders().setContentLength(bytes.length);
        if (bytes.length == 0 || exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
            return response.setComplete();
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }
}
