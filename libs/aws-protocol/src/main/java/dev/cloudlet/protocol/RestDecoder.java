package dev.cloudlet.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Reads REST requests: members come from the path, the query, the headers and the body. */
final class RestDecoder {
    private final boolean json;
    private final RequestHead head;
    private final Map<String, String> labels;
    private final Map<String, List<String>> parameters;

    RestDecoder(boolean json, RequestHead head, Map<String, String> labels) {
        this.json = json;
        this.head = head;
        this.labels = labels;
        this.parameters = Urls.parameters(head.rawQuery());
    }

    void decode(OperationModel operation, byte[] body, SdkPojo builder) {
        decodeHead(builder);
        decodeBody(operation, body, builder);
    }

    void decodeHead(SdkPojo builder) {
        for (Field field : Shape.of(builder).fields) {
            Object value =
                    switch (field.location) {
                        case PATH, GREEDY_PATH -> label(field);
                        case QUERY_PARAM -> parameter(field);
                        case HEADER -> header(field);
                        case PAYLOAD, STATUS_CODE -> null;
                    };
            if (value != null) {
                field.set(builder, value);
            }
        }
    }

    void decodeBody(OperationModel operation, byte[] body, SdkPojo builder) {
        Shape shape = Shape.of(builder);
        if (operation.streamingInput() || body.length == 0) {
            return;
        }
        if (shape.payload != null) {
            shape.payload.set(builder, payload(shape.payload, body));
        } else if (shape.hasBody) {
            structure("", body, builder);
        }
    }

    private @Nullable Object label(Field field) {
        String raw = labels.get(field.in);
        return raw == null ? null : Scalars.parse(field, Urls.decodePath(raw));
    }

    private @Nullable Object parameter(Field field) {
        if (field.kind == Kind.MAP) {
            Map<String, Object> map = new LinkedHashMap<>();
            boolean lists = field.element().kind == Kind.LIST;
            parameters.forEach((name, values) -> map.put(name, lists ? values : values.getFirst()));
            return map.isEmpty() ? null : map;
        }
        List<String> values = parameters.get(field.in);
        if (values == null) {
            return null;
        }
        if (field.kind != Kind.LIST) {
            // S3's clients send "prefix=" for no prefix, "max-keys=" for no limit.
            boolean absent = values.getFirst().isEmpty() && field.kind != Kind.STRING;
            return absent ? null : Scalars.parse(field, values.getFirst());
        }
        List<Object> list = new ArrayList<>();
        for (String value : values) {
            list.add(Scalars.parse(field.element(), value));
        }
        return list;
    }

    private @Nullable Object header(Field field) {
        if (field.kind == Kind.MAP) {
            String prefix = field.in.toLowerCase(Locale.ROOT);
            Map<String, Object> map = new LinkedHashMap<>();
            head.headers().forEach((name, values) -> {
                if (name.startsWith(prefix) && !values.isEmpty()) {
                    map.put(name.substring(prefix.length()), S3Quirks.metadataFromWire(String.join(",", values)));
                }
            });
            return map.isEmpty() ? null : map;
        }
        String value = head.first(field.in);
        if (value == null) {
            return null;
        }
        if (field.kind == Kind.LIST) {
            List<Object> list = new ArrayList<>();
            for (String line : head.headers().getOrDefault(field.in.toLowerCase(Locale.ROOT), List.of())) {
                for (String part : line.split(",", -1)) {
                    if (!part.isBlank()) {
                        list.add(Scalars.parse(field.element(), part.strip()));
                    }
                }
            }
            return list;
        }
        return Scalars.parse(field, field.jsonValue ? fromBase64(field, value) : value);
    }

    private static String fromBase64(Field field, String value) {
        try {
            return Urls.utf8(Base64.getDecoder().decode(value));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("not base64", field.member, value, e);
        }
    }

    private Object payload(Field field, byte[] body) {
        return switch (field.kind) {
            case STRING -> new String(body, StandardCharsets.UTF_8);
            case BYTES -> SdkBytes.fromByteArray(body);
            default -> {
                SdkPojo builder = field.newStruct();
                structure(field.in, body, builder);
                yield Field.build(builder);
            }
        };
    }

    private void structure(String root, byte[] body, SdkPojo builder) {
        if (json) {
            new TreeReader(TreeFormat.JSON).decode(body, builder);
        } else {
            XmlElement element = XmlElement.parse(body);
            if (!root.isEmpty() && !element.name.equals(root)) {
                throw new MalformedException("the root element is not " + root);
            }
            XmlReader.decode(element, builder);
        }
    }
}
