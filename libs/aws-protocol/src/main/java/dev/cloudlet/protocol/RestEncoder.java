package dev.cloudlet.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes REST answers: members go to the status, the headers and the body. */
final class RestEncoder {
    private final OperationModel operation;
    private final SdkPojo response;
    private final boolean json;
    private final Shape shape;

    RestEncoder(OperationModel operation, SdkPojo response, boolean json) {
        this.operation = operation;
        this.response = response;
        this.json = json;
        this.shape = Shape.of(response);
    }

    void encode(Answer answer) {
        for (Field field : shape.fields) {
            Object value = field.inBody() ? null : field.get(response);
            if (value != null) {
                bind(answer, field, value);
            }
        }
        if (operation.eventStream()) {
            answer.streamOf("application/vnd.amazon.eventstream");
        } else if (operation.streamingOutput()) {
            answer.streamOf("binary/octet-stream");
        } else if (!operation.httpMethod().equals("HEAD")) {
            body(answer);
        }
    }

    private void bind(Answer answer, Field field, Object value) {
        switch (field.location) {
            case STATUS_CODE -> answer.status((Integer) value);
            case HEADER -> {
                switch (field.kind) {
                    case MAP ->
                        ((Map<?, ?>) value)
                                .forEach((name, text) ->
                                        answer.header(field.out + name, S3Quirks.metadataToWire(text.toString())));
                    case LIST -> answer.header(field.out, list(field, (List<?>) value));
                    default -> {
                        String text = Scalars.text(field, value, Format.RFC_822);
                        answer.header(field.out, field.jsonValue ? base64(text) : text);
                    }
                }
            }
            default -> {
                // labels and parameters are of requests
            }
        }
    }

    private static String list(Field field, List<?> values) {
        StringJoiner joined = new StringJoiner(",");
        values.forEach(value -> joined.add(Scalars.text(field.element(), value, Format.RFC_822)));
        return joined.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void body(Answer answer) {
        if (S3Quirks.isUnwrapped(operation)) {
            answer.body(S3Quirks.unwrapped(operation, response), "application/xml");
        } else if (shape.payload != null) {
            Object value = shape.payload.get(response);
            if (value != null) {
                payload(answer, shape.payload, value);
            }
        } else if (json) {
            answer.body(new TreeWriter(TreeFormat.JSON).encode(response), "application/json");
        } else if (shape.hasBody) {
            XmlWriter xml = new XmlWriter(S3Quirks.encodesKeys(operation, response));
            xml.declaration()
                    .open(operation.root(), namespace())
                    .members(response)
                    .close(operation.root());
            answer.body(xml.bytes(), xmlType());
        }
    }

    private void payload(Answer answer, Field field, Object value) {
        switch (field.kind) {
            // The payloads that are text are JSON documents: bucket policies.
            case STRING -> answer.body(((String) value).getBytes(StandardCharsets.UTF_8), "application/json");
            case BYTES -> answer.body(((SdkBytes) value).asByteArray(), "application/octet-stream");
            default -> {
                SdkPojo struct = (SdkPojo) value;
                if (json) {
                    answer.body(new TreeWriter(TreeFormat.JSON).encode(struct), "application/json");
                } else {
                    XmlWriter xml = new XmlWriter().declaration().payload(field, struct, namespace());
                    answer.body(xml.bytes(), xmlType());
                }
            }
        }
    }

    private String namespace() {
        return operation.service().xmlNamespace();
    }

    private String xmlType() {
        return S3Quirks.isS3(operation.service()) ? "application/xml" : "text/xml";
    }
}
