package dev.cloudlet.kit.document;

import dev.cloudlet.protocol.Members;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Model objects of the SDK to JSON and back, whole, by the names of their members: what was written as one class can be read as
 * another with members of the same names, as a request is answered in a description. Members the other does not have are left out.
 */
public final class Documents {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Documents() {}

    /** The members that are there. */
    public static ObjectNode write(SdkPojo pojo) {
        ObjectNode node = NODES.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = Members.value(pojo, field.memberName());
            if (value != null) {
                node.set(field.memberName(), node(value));
            }
        }
        return node;
    }

    /** As {@link #write}, as text for a column. */
    public static String text(SdkPojo pojo) {
        return write(pojo).toString();
    }

    /** An object from a document; {@code read(document, Listener.builder())}. */
    public static <B extends SdkBuilder<B, T>, T> T read(JsonNode document, SdkBuilder<B, T> builder) {
        fill((SdkPojo) builder, document);
        return builder.build();
    }

    /** As {@link #read(JsonNode, SdkBuilder)}, from a column's text. */
    public static <B extends SdkBuilder<B, T>, T> T read(String document, SdkBuilder<B, T> builder) {
        return read(JSON.readTree(document), builder);
    }

    private static void fill(SdkPojo builder, JsonNode document) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = document.get(field.memberName());
            if (value != null && !value.isNull()) {
                field.set(builder, value(field, value));
            }
        }
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case SdkPojo pojo -> write(pojo);
            case Collection<?> list -> {
                ArrayNode array = NODES.arrayNode();
                list.forEach(item -> array.add(node(item)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((key, item) -> object.set(String.valueOf(key), node(item)));
                yield object;
            }
            case SdkBytes bytes -> NODES.binaryNode(bytes.asByteArray());
            case Boolean b -> NODES.booleanNode(b);
            case Integer n -> NODES.numberNode(n);
            case Long n -> NODES.numberNode(n);
            case Float n -> NODES.numberNode(n);
            case Double n -> NODES.numberNode(n);
            case BigDecimal n -> NODES.numberNode(n);
            default -> NODES.stringNode(value.toString());
        };
    }

    private static @Nullable Object value(SdkField<?> field, JsonNode node) {
        MarshallingType<?> type = field.marshallingType();
        if (node.isNull()) {
            return null;
        }
        if (type == MarshallingType.SDK_POJO) {
            SdkPojo builder = field.constructor().get();
            fill(builder, node);
            return ((Buildable) builder).build();
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(item -> list.add(value(element, item)));
            return list;
        }
        if (type == MarshallingType.MAP) {
            SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), value(element, entry.getValue())));
            return map;
        }
        return scalar(type, node);
    }

    private static Object scalar(MarshallingType<?> type, JsonNode node) {
        if (type == MarshallingType.STRING) {
            return node.asString();
        }
        if (type == MarshallingType.BOOLEAN) {
            return node.asBoolean();
        }
        if (type == MarshallingType.INTEGER) {
            return node.asInt();
        }
        if (type == MarshallingType.LONG) {
            return node.asLong();
        }
        if (type == MarshallingType.SHORT) {
            return (short) node.asInt();
        }
        if (type == MarshallingType.FLOAT) {
            return (float) node.asDouble();
        }
        if (type == MarshallingType.DOUBLE) {
            return node.asDouble();
        }
        if (type == MarshallingType.BIG_DECIMAL) {
            return node.decimalValue();
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.parse(node.asString());
        }
        if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArray(node.binaryValue());
        }
        throw new IllegalArgumentException("a document cannot hold " + type);
    }
}
