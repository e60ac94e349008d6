package dev.cloudlet.e2e.input;

import dev.cloudlet.protocol.OperationModel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.PayloadTrait;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;
import tools.jackson.dataformat.cbor.CBORWriteFeature;

/** How a request is written, and how an error must look that answers it. */
enum Dialect {
    QUERY("(?s).*<ErrorResponse.*<Code>\\w+</Code>.*") {
        @Override
        Sketch sketch(OperationModel operation, Map<String, Object> members) {
            StringBuilder form = new StringBuilder("Action=" + operation.name() + "&Version="
                    + operation.service().apiVersion());
            members.forEach((name, value) -> field(form, name, value));
            return form(form.toString());
        }

        @Override
        Sketch broken(OperationModel operation, String body) {
            return form("Action=" + operation.name() + "&" + body);
        }

        private static Sketch form(String body) {
            return new Sketch(
                    "POST",
                    "/",
                    "",
                    Map.of("content-type", "application/x-www-form-urlencoded"),
                    body.getBytes(StandardCharsets.UTF_8));
        }

        private static void field(StringBuilder form, String name, Object value) {
            switch (value) {
                case Map<?, ?> map -> map.forEach((key, held) -> field(form, name + "." + key, held));
                case Draft.Listed list -> {
                    for (int i = 0; i < list.values().size(); i++) {
                        field(form, name + "." + (i + 1), list.values().get(i));
                    }
                }
                default ->
                    form.append('&').append(Escapes.of(name, "")).append('=').append(Escapes.of(value.toString(), ""));
            }
        }
    },
    EC2("(?s).*<Response><Errors><Error><Code>[\\w.]+</Code>.*") {
        @Override
        Sketch sketch(OperationModel operation, Map<String, Object> members) {
            return QUERY.sketch(operation, members);
        }

        @Override
        Sketch broken(OperationModel operation, String body) {
            return QUERY.broken(operation, "Version=" + operation.service().apiVersion() + "&" + body);
        }
    },
    JSON("(?s)\\{.*\"__type\":\".+\".*") {
        @Override
        Sketch sketch(OperationModel operation, Map<String, Object> members) {
            return broken(operation, MAPPER.writeValueAsString(plain(members)));
        }

        @Override
        Sketch broken(OperationModel operation, String body) {
            String service = operation.service().id();
            return new Sketch(
                    "POST",
                    "/",
                    "",
                    Map.of(
                            "content-type",
                            "application/x-amz-json-" + (service.equals("monitoring") ? "1.0" : "1.1"),
                            "x-amz-target",
                            TARGETS.get(service) + "." + operation.name()),
                    body.getBytes(StandardCharsets.UTF_8));
        }
    },
    CBOR("(?s).*__type.*") {
        @Override
        Sketch sketch(OperationModel operation, Map<String, Object> members) {
            return with(operation, CBOR_MAPPER.writeValueAsBytes(plain(members)));
        }

        @Override
        Sketch broken(OperationModel operation, String body) {
            return with(operation, body.getBytes(StandardCharsets.UTF_8));
        }

        private static Sketch with(OperationModel operation, byte[] body) {
            return new Sketch(
                    "POST",
                    "/service/" + TARGETS.get(operation.service().id()) + "/operation/" + operation.name(),
                    "",
                    Map.of("content-type", "application/cbor", "smithy-protocol", "rpc-v2-cbor"),
                    body);
        }
    },
    S3("(?s).*<Error>.*<Code>\\w+</Code>.*") {
        @Override
        Sketch sketch(OperationModel operation, Map<String, Object> members) {
            return Rest.sketch(operation, members);
        }

        @Override
        Sketch broken(OperationModel operation, String body) {
            Sketch plain = Rest.sketch(
                    operation, Draft.of(Requests.of(operation), (member, type, owner) -> Rest.LABELS.get(member)));
            return plain.withBody(body.getBytes(StandardCharsets.UTF_8));
        }
    };

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final CBORMapper CBOR_MAPPER =
            CBORMapper.builder().enable(CBORWriteFeature.LENIENT_UTF_ENCODING).build();

    private static final Map<String, String> TARGETS = Map.of(
            "logs", "Logs_20140328",
            "codebuild", "CodeBuild_20161006",
            "codedeploy", "CodeDeploy_20141006",
            "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
            "kms", "TrentService",
            "events", "AWSEvents",
            "monitoring", "GraniteServiceVersion20100801");

    private final Pattern error;

    Dialect(String error) {
        this.error = Pattern.compile(error);
    }

    /** The dialects that a service understands. */
    static Set<Dialect> of(String service) {
        return switch (service) {
            case "s3" -> Set.of(S3);
            case "ec2" -> Set.of(EC2);
            case "monitoring" -> Set.of(QUERY, JSON, CBOR);
            default -> TARGETS.containsKey(service) ? Set.of(JSON) : Set.of(QUERY);
        };
    }

    abstract Sketch sketch(OperationModel operation, Map<String, Object> members);

    /** A request for the operation whose body is this. */
    abstract Sketch broken(OperationModel operation, String body);

    /** Bodies that are not what the dialect demands. */
    List<String> brokenBodies() {
        return switch (this) {
            case QUERY -> List.of("Action=%%%", "Action=A&Action=B&=&&", "\ufffd");
            case EC2 -> List.of("Filter=x&Filter.1=y&Filter.1.Name.2=z", "a=%C3");
            case JSON -> List.of("{", "[]", "null", "{\"a\":}", "\u0000", "{} {}", "[".repeat(100_000));
            case CBOR -> List.of("\u007f", "\ufffd\ufffd", "{}");
            case S3 ->
                List.of(
                        "<",
                        "<a><b></a></b>",
                        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:/etc/passwd\">]><x>&y;</x>",
                        "{}",
                        "<a>".repeat(10_000));
        };
    }

    boolean isError(String body) {
        return error.matcher(body).matches();
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, Object> all = new LinkedHashMap<>();
                map.forEach((key, held) -> all.put(key, plain(held)));
                yield all;
            }
            case Draft.Listed list -> list.values().stream().map(Dialect::plain).toList();
            default -> value;
        };
    }

    /** S3's way: members in the path, the query, headers and one XML document. */
    private static final class Rest {
        static final Map<String, Object> LABELS = Map.of("Bucket", "nobody-knows-this", "Key", "a/b");

        static Sketch sketch(OperationModel operation, Map<String, Object> members) {
            SdkPojo request = Requests.of(operation);
            String uri = operation.uri();
            StringBuilder query = new StringBuilder(uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "");
            String path = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
            Map<String, String> headers = new TreeMap<>();
            StringBuilder body = new StringBuilder();
            for (SdkField<?> field : request.sdkFields()) {
                Object value = members.get(field.locationName());
                MarshallLocation at = field.location();
                if (at == MarshallLocation.PATH || at == MarshallLocation.GREEDY_PATH) {
                    path = label(path, field.locationName(), value);
                } else if (value != null && at == MarshallLocation.QUERY_PARAM) {
                    query.append(query.isEmpty() ? "" : "&")
                            .append(field.locationName())
                            .append('=')
                            .append(Escapes.of(value.toString(), ""));
                } else if (value != null && at == MarshallLocation.HEADER) {
                    header(headers, field.locationName(), value);
                } else if (value != null && field.containsTrait(PayloadTrait.class)) {
                    xml(body, field.locationName(), value);
                }
            }
            return new Sketch(
                    operation.httpMethod(),
                    path.isEmpty() ? "/" : path,
                    query.toString(),
                    headers,
                    body.toString().getBytes(StandardCharsets.UTF_8));
        }

        private static String label(String path, String name, Object value) {
            String text = value == null ? "" : value.toString();
            return path.replace("{" + name + "+}", Escapes.of(text, "/"))
                    .replace("{" + name + "}", Escapes.of(text, ""));
        }

        /** HTTP forbids most of what is hostile in a header. */
        private static void header(Map<String, String> headers, String name, Object value) {
            String text = value.toString().replaceAll("[^ -~]", "").strip();
            boolean ours = name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("content-md5");
            if (value instanceof String && !ours) {
                headers.put(name.toLowerCase(java.util.Locale.ROOT), text.substring(0, Math.min(text.length(), 2_000)));
            }
        }

        private static void xml(StringBuilder out, String name, Object value) {
            if (value instanceof Draft.Listed list && list.element().isEmpty()) {
                list.values().forEach(element -> xml(out, name, element));
                return;
            }
            out.append('<').append(name).append('>');
            switch (value) {
                case Map<?, ?> map -> map.forEach((key, held) -> xml(out, key.toString(), held));
                case Draft.Listed list -> list.values().forEach(element -> xml(out, list.element(), element));
                default -> out.append(value.toString().replace("&", "&amp;").replace("<", "&lt;"));
            }
            out.append("</").append(name).append('>');
        }
    }
}
