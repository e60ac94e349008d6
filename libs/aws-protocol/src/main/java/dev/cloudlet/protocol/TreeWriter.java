package dev.cloudlet.protocol;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORGenerator;

/** Writes JSON and CBOR. */
final class TreeWriter {
    // https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html: a timestamp is tag 1, seconds since 1970.
    private static final int EPOCH_TAG = 1;

    private final TreeFormat format;

    TreeWriter(TreeFormat format) {
        this.format = format;
    }

    byte[] encode(SdkPojo pojo) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = format.factory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            struct(out, pojo);
        }
        return bytes.toByteArray();
    }

    byte[] encodeError(String type, AwsException error) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = format.factory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("__type", type);
            out.writeStringProperty("message", error.message());
            for (var member : error.members().entrySet()) {
                out.writeStringProperty(member.getKey(), member.getValue());
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void struct(JsonGenerator out, SdkPojo pojo) {
        out.writeStartObject();
        for (Field field : Shape.of(pojo).fields) {
            Object value = format.holds(field) ? field.get(pojo) : null;
            if (value != null) {
                out.writeName(format.name(field));
                value(out, field, value);
            }
        }
        out.writeEndObject();
    }

    private void value(JsonGenerator out, Field field, @Nullable Object value) {
        if (value == null) {
            out.writeNull();
            return;
        }
        switch (field.kind) {
            case STRING -> out.writeString((String) value);
            case INTEGER -> out.writeNumber((Integer) value);
            case LONG -> out.writeNumber((Long) value);
            case SHORT -> out.writeNumber((Short) value);
            case BYTE -> out.writeNumber((Byte) value);
            case FLOAT -> out.writeNumber((Float) value);
            case DOUBLE -> out.writeNumber((Double) value);
            case BIG_DECIMAL -> out.writeNumber((BigDecimal) value);
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case BYTES -> out.writeBinary(((SdkBytes) value).asByteArrayUnsafe());
            case INSTANT -> time(out, field, (Instant) value);
            case STRUCT -> struct(out, (SdkPojo) value);
            case LIST -> list(out, field, (List<?>) value);
            case MAP -> map(out, field, (Map<?, ?>) value);
            case DOCUMENT -> document(out, (Document) value);
            case NULL -> out.writeNull();
        }
    }

    private void time(JsonGenerator out, Field field, Instant time) {
        if (out instanceof CBORGenerator cbor) {
            cbor.writeTag(EPOCH_TAG);
            cbor.writeNumber(time.toEpochMilli() / 1000d);
        } else if (!format.wire()) {
            out.writeString(time.toString());
        } else if (field.timestamp == Format.ISO_8601 || field.timestamp == Format.RFC_822) {
            out.writeString(Timestamps.text(time, field.timestamp));
        } else {
            out.writeNumber(Timestamps.epochSeconds(time));
        }
    }

    private void list(JsonGenerator out, Field field, List<?> list) {
        out.writeStartArray();
        for (Object element : list) {
            value(out, field.element(), element);
        }
        out.writeEndArray();
    }

    private void map(JsonGenerator out, Field field, Map<?, ?> map) {
        out.writeStartObject();
        for (var entry : map.entrySet()) {
            out.writeName(entry.getKey().toString());
            value(out, field.element(), entry.getValue());
        }
        out.writeEndObject();
    }

    private static void document(JsonGenerator out, Document document) {
        if (document.isNull()) {
            out.writeNull();
        } else if (document.isBoolean()) {
            out.writeBoolean(document.asBoolean());
        } else if (document.isNumber()) {
            out.writeNumber(document.asNumber().bigDecimalValue());
        } else if (document.isString()) {
            out.writeString(document.asString());
        } else if (document.isList()) {
            out.writeStartArray();
            document.asList().forEach(element -> document(out, element));
            out.writeEndArray();
        } else {
            out.writeStartObject();
            document.asMap().forEach((name, value) -> document(out.writeName(name), value));
            out.writeEndObject();
        }
    }
}
