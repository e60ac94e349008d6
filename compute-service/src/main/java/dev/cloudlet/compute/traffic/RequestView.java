package dev.cloudlet.compute.traffic;

import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * What rules look at in a request.
 *
 * @param host of the Host header, lower case, without a port
 * @param path as sent, still encoded, without the query
 * @param query as sent, without the question mark; empty for none
 * @param clientIp the client's address, dotted
 */
record RequestView(String method, String host, String path, String query, HttpHeaders headers, String clientIp) {
    List<String> header(String name) {
        return headers.getOrEmpty(name);
    }
}
