package dev.cloudlet.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Reads JSON and CBOR. A value of another type than its member's is an error; an unknown member is none. */
final class TreeReader {
    private final TreeFormat format;

    TreeReader(TreeFormat format) {
        this.format = format;
    }

    void decode(byte[] body, SdkPojo builder) {
        if (body.length == 0) {
            return;
        }
        try (JsonParser in = format.factory().createParser(ObjectReadContext.empty(), body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedException("Start of structure or map found where not expected.");
            }
            members(in, builder);
            if (in.nextToken() != null) {
                throw new MalformedException("Unexpected data after the end of the structure.");
            }
        } catch (JacksonException | ArithmeticException | DateTimeException | IllegalArgumentException e) {
            throw new MalformedException("The request body could not be parsed.", e);
        }
    }

    private void members(JsonParser in, SdkPojo builder) {
        Shape shape = Shape.of(builder);
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            Field field = format.member(shape, in.currentName());
            in.nextToken();
            if (field == null) {
                in.skipChildren();
                continue;
            }
            Object value = value(in, field);
            if (value != null) {
                field.set(builder, value);
            }
        }
    }

    private @Nullable Object value(JsonParser in, Field field) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (field.kind) {
            case STRING -> {
                demand(in, field, JsonToken.VALUE_STRING);
                yield in.getString();
            }
            case BOOLEAN -> {
                if (in.currentToken() != JsonToken.VALUE_TRUE) {
                    demand(in, field, JsonToken.VALUE_FALSE);
                }
                yield in.getBooleanValue();
            }
            case BYTES -> SdkBytes.fromByteArrayUnsafe(in.getBinaryValue());
            case INSTANT -> time(in, field);
            case STRUCT -> {
                demand(in, field, JsonToken.START_OBJECT);
                SdkPojo builder = field.newStruct();
                members(in, builder);
                yield Field.build(builder);
            }
            case LIST -> list(in, field);
            case MAP -> map(in, field);
            case DOCUMENT -> document(in);
            case NULL -> null;
            case INTEGER, LONG, SHORT, BYTE, FLOAT, DOUBLE, BIG_DECIMAL -> number(in, field);
        };
    }

    private static void demand(JsonParser in, Field field, JsonToken token) {
        if (in.currentToken() != token) {
            throw new MalformedException(
                    "a value of another type", field.member, String.valueOf(in.currentToken()), null);
        }
    }

    private static Object number(JsonParser in, Field field) {
        if (in.currentToken() == JsonToken.VALUE_STRING && (field.kind == Kind.FLOAT || field.kind == Kind.DOUBLE)) {
            return Scalars.parse(field, in.getString());
        }
        if (in.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
            demand(in, field, JsonToken.VALUE_NUMBER_INT);
        }
        return switch (field.kind) {
            case FLOAT -> in.getFloatValue();
            case DOUBLE -> in.getDoubleValue();
            case BIG_DECIMAL -> decimal(in);
            case INTEGER -> decimal(in).intValueExact();
            case SHORT -> decimal(in).shortValueExact();
            case BYTE -> decimal(in).byteValueExact();
            default ->
                in.currentToken() == JsonToken.VALUE_NUMBER_INT
                        ? in.getLongValue()
                        : decimal(in).longValueExact();
        };
    }

    private static BigDecimal decimal(JsonParser in) {
        return Scalars.plain(in.getDecimalValue());
    }

    private static Object time(JsonParser in, Field field) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return Scalars.parse(field, in.getString());
        }
        if (in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            // Clients send a double of seconds, whose nearest millisecond is what they mean.
            BigDecimal seconds = BigDecimal.valueOf(in.getDoubleValue());
            return Timestamps.ofEpochSeconds(Scalars.plain(seconds).setScale(3, RoundingMode.HALF_EVEN));
        }
        demand(in, field, JsonToken.VALUE_NUMBER_INT);
        return Timestamps.ofEpochSeconds(decimal(in));
    }

    private List<Object> list(JsonParser in, Field field) {
        demand(in, field, JsonToken.START_ARRAY);
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(in, field.element());
            if (value == null) {
                throw new MalformedException("a list may not hold null", field.member, "null", null);
            }
            list.add(value);
        }
        return list;
    }

    private Map<String, Object> map(JsonParser in, Field field) {
        demand(in, field, JsonToken.START_OBJECT);
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = in.currentName();
            in.nextToken();
            Object value = value(in, field.element());
            if (value != null) {
                map.put(key, value);
            }
        }
        return map;
    }

    private static Document document(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_NULL -> Document.fromNull();
            case VALUE_TRUE, VALUE_FALSE -> Document.fromBoolean(in.getBooleanValue());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Document.fromNumber(decimal(in));
            case VALUE_STRING -> Document.fromString(in.getString());
            case START_ARRAY -> {
                List<Document> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(document(in));
                }
                yield Document.fromList(list);
            }
            case START_OBJECT -> {
                Map<String, Document> map = new LinkedHashMap<>();
                while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = in.currentName();
                    in.nextToken();
                    map.put(name, document(in));
                }
                yield Document.fromMap(map);
            }
            default -> throw new MalformedException("not a document");
        };
    }
}
