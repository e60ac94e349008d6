package dev.cloudlet.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Reads the XML bodies of restXml requests. */
final class XmlReader {
    private XmlReader() {}

    static void decode(XmlElement element, SdkPojo builder) {
        Shape shape = Shape.of(builder);
        if (shape.hasXmlAttributes) {
            for (Field field : shape.fields) {
                String attribute = field.xmlAttribute ? element.attributes.get(field.in) : null;
                if (attribute != null) {
                    field.set(builder, Scalars.parse(field, attribute));
                }
            }
        }
        Map<Field, List<Object>> lists = new LinkedHashMap<>();
        Map<Field, Map<String, Object>> maps = new LinkedHashMap<>();
        for (XmlElement child : element.children) {
            Field field = shape.body(child.name);
            if (field == null || field.xmlAttribute) {
                continue;
            }
            if (field.flattened && field.kind == Kind.LIST) {
                lists.computeIfAbsent(field, f -> new ArrayList<>()).add(value(field.element(), child));
            } else if (field.flattened) {
                entry(field, child, maps.computeIfAbsent(field, f -> new LinkedHashMap<>()));
            } else {
                field.set(builder, value(field, child));
            }
        }
        lists.forEach((field, list) -> field.set(builder, list));
        maps.forEach((field, map) -> field.set(builder, map));
    }

    private static Object value(Field field, XmlElement element) {
        return switch (field.kind) {
            case STRUCT -> {
                SdkPojo builder = field.newStruct();
                decode(element, builder);
                yield Field.build(builder);
            }
            case LIST -> {
                List<Object> list = new ArrayList<>(element.children.size());
                for (XmlElement child : element.children) {
                    list.add(value(field.element(), child));
                }
                yield list;
            }
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (XmlElement child : element.children) {
                    entry(field, child, map);
                }
                yield map;
            }
            default -> Scalars.parse(field, element.text());
        };
    }

    private static void entry(Field field, XmlElement entry, Map<String, Object> into) {
        String key = null;
        @Nullable Object value = null;
        for (XmlElement child : entry.children) {
            if (child.name.equals(field.keyName)) {
                key = child.text();
            } else if (child.name.equals(field.valueName)) {
                value = value(field.element(), child);
            }
        }
        if (key != null && value != null) {
            into.put(key, value);
        }
    }
}
