package dev.cloudlet.kit.http;

import dev.cloudlet.kit.call.Content;
import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.kit.form.Form;
import dev.cloudlet.kit.form.FormPolicy;
import dev.cloudlet.kit.form.FormTags;
import dev.cloudlet.kit.form.ReceivedFile;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.CommonError;
import dev.cloudlet.protocol.Members;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.protocol.S3Quirks;
import dev.cloudlet.protocol.WireResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A browser's form as the PutObject that it means: its fields are the headers, its file is the body. The answer is what the form asks
 * for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST Object</a>
 */
record FormUpload(String bucket, String key, Map<String, String> fields, RequestHead put, ReceivedFile file)
        implements AutoCloseable {
    private static final Set<String> HEADERS = Set.of(
            "cache-control", "content-type", "content-disposition", "content-encoding", "expires", "content-md5");
    private static final Set<String> OF_SIGNATURE =
            Set.of("x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature", "x-amz-security-token");
    /** What is the request's and not the form's. */
    private static final Set<String> KEPT = Set.of("host", "user-agent", "referer", "origin");

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int SEE_OTHER = 303;

    /** Whether a request is one. */
    static boolean is(RequestHead head) {
        String path = S3Quirks.pathStyle(head).rawPath();
        boolean ofBucket = path.matches("/[^/]+/?");
        return ofBucket && S3Quirks.isPostForm(head) && head.rawQuery().isEmpty();
    }

    /** Reads the form to its end, once it is known whose it is and that its policy allows what it says. */
    static FormUpload receive(Progress p, Authentication authentication, String service) {
        Arrival arrival = p.arrival;
        RequestHead head = arrival.head();
        String bucket = S3Quirks.pathStyle(head).rawPath().replace("/", "");
        String type = head.first("content-type");
        Form form = Form.read(type == null ? "" : type, arrival.body());
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        String key = fields.get("key");
        if (key == null) {
            throw invalid(
                    "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
                    "key",
                    "");
        }
        if (key.isEmpty()) {
            throw invalid("User key must have a length greater than 0.", "key", "");
        }
        p.who = authentication.authenticateForm(arrival, service, fields);
        // Wherever the form says it goes: it goes where it was sent.
        fields.put("bucket", bucket);
        FormPolicy policy = p.who.accessKeyId().isEmpty()
                ? FormPolicy.none()
                : FormPolicy.check(fields.getOrDefault("policy", ""), fields, arrival.time());
        ReceivedFile file = ReceivedFile.of(form, policy);
        return new FormUpload(bucket, key, fields, head(head, bucket, key, fields, file), file);
    }

    private static RequestHead head(
            RequestHead head, String bucket, String key, Map<String, String> fields, ReceivedFile file) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        head.headers().forEach((name, values) -> {
            if (KEPT.contains(name)) {
                headers.put(name, values);
            }
        });
        fields.forEach((name, value) -> {
            boolean amazons = name.startsWith("x-amz-") && !OF_SIGNATURE.contains(name);
            if (amazons || HEADERS.contains(name)) {
                headers.put(name, List.of(onWire(value)));
            }
        });
        if (fields.containsKey("acl")) {
            headers.put("x-amz-acl", List.of(onWire(fields.get("acl"))));
        }
        if (fields.containsKey("tagging")) {
            headers.put("x-amz-tagging", List.of(FormTags.header(fields.get("tagging"))));
        }
        headers.put("content-length", List.of(Long.toString(file.length())));
        String path = "/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        boolean inHost = S3Quirks.bucketOfHost(head.host()) != null;
        return new RequestHead("PUT", inHost ? path : "/" + bucket + path, "", headers);
    }

    /** Servers see the bytes of UTF-8 in a header one by one. */
    private static String onWire(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    RequestBody body() {
        try {
            return new RequestBody(file.open(), file.length(), Map::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer that the form asks for. */
    Outcome answer(WireResponse put, SdkPojo response) {
        String etag = String.valueOf(Members.value(response, "ETag"));
        String location = location();
        Map<String, List<String>> headers = new LinkedHashMap<>(put.headers());
        headers.keySet()
                .removeIf(name -> name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("content-type"));
        String redirect = redirect();
        if (redirect != null) {
            char joint = redirect.indexOf('?') < 0 ? '?' : '&';
            headers.put(
                    "Location",
                    List.of(redirect + joint + "bucket=" + encoded(bucket) + "&key=" + encoded(key) + "&etag="
                            + encoded(etag)));
            return outcome(SEE_OTHER, headers, "");
        }
        headers.put("Location", List.of(location));
        return switch (fields.getOrDefault("success_action_status", "")) {
            case "200" -> outcome(OK, headers, "");
            case "201" -> {
                headers.put("Content-Type", List.of("application/xml"));
                yield outcome(CREATED, headers, document(location, etag));
            }
            default -> outcome(NO_CONTENT, headers, "");
        };
    }

    private static Outcome outcome(int status, Map<String, List<String>> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Outcome(new WireResponse(status, headers, bytes), new Content.Bytes(bytes));
    }

    /** A web page's address; S3 ignores whatever else is said there. */
    private @Nullable String redirect() {
        String redirect = fields.getOrDefault("success_action_redirect", fields.get("redirect"));
        boolean web = redirect != null && redirect.matches("https?://[\\x21-\\x7e]+");
        return web ? redirect : null;
    }

    private String location() {
        String host = put.first("host");
        boolean inHost = S3Quirks.bucketOfHost(put.host()) != null;
        return "http://" + (host == null ? "localhost" : host) + (inHost ? "" : "/" + bucket) + "/" + encoded(key);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String document(String location, String etag) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PostResponse><Location>" + escaped(location)
                + "</Location><Bucket>" + escaped(bucket) + "</Bucket><Key>" + escaped(key) + "</Key><ETag>"
                + escaped(etag) + "</ETag></PostResponse>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static AwsException invalid(String words, String argument, String value) {
        return CommonError.INVALID_ARGUMENT
                .of("%s", words)
                .with("ArgumentName", argument)
                .with("ArgumentValue", value);
    }

    @Override
    public void close() {
        file.close();
    }
}
