package dev.cloudlet.protocol;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** Requests as bytes, for what no client would send. */
final class Calls {
    private final Wire wire;

    Calls(Wire wire) {
        this.wire = wire;
    }

    /** A signed request; headers as name, value, name, value. */
    static RequestHead head(String service, String method, String uri, String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i].toLowerCase(Locale.ROOT), List.of(headers[i + 1]));
        }
        if (!service.isEmpty()) {
            all.put(
                    "authorization",
                    List.of("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/" + service
                            + "/aws4_request, SignedHeaders=host, Signature=0"));
        }
        int mark = uri.indexOf('?');
        return new RequestHead(
                method, mark < 0 ? uri : uri.substring(0, mark), mark < 0 ? "" : uri.substring(mark + 1), all);
    }

    static RequestHead form(String service) {
        return head(service, "POST", "/", "content-type", "application/x-www-form-urlencoded; charset=utf-8");
    }

    static RequestHead json(String service, String target) {
        return head(service, "POST", "/", "content-type", "application/x-amz-json-1.1", "x-amz-target", target);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    SdkPojo decode(RequestHead head, byte[] body) {
        Target target = wire.target(head, body);
        return wire.decode(target, wire.operation(target, head, body), head, body);
    }

    <T> T decode(Class<T> type, RequestHead head, String body) {
        return type.cast(decode(head, bytes(body)));
    }

    <T> T query(Class<T> type, String service, String body) {
        return decode(type, form(service), body);
    }
}
