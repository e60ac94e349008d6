package dev.cloudlet.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes the XML bodies of restXml, awsQuery and ec2Query answers. */
final class XmlWriter {
    private final StringBuilder out = new StringBuilder(1024);
    private final boolean encodeKeys;

    XmlWriter() {
        this(false);
    }

    /** A writer that percent-encodes the keys of an S3 listing. */
    XmlWriter(boolean encodeKeys) {
        this.encodeKeys = encodeKeys;
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    XmlWriter declaration() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        return this;
    }

    XmlWriter open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    XmlWriter open(String name, String namespace) {
        out.append('<').append(name);
        if (!namespace.isEmpty()) {
            out.append(" xmlns=\"").append(namespace).append('"');
        }
        out.append('>');
        return this;
    }

    XmlWriter close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    XmlWriter leaf(String name, String text) {
        return open(name).text(text).close(name);
    }

    XmlWriter text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                // A bare carriage return would be read back as a line feed.
                case '\r' -> out.append("&#13;");
                default -> {
                    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0xfffe || c == 0xffff) {
                        out.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return this;
    }

    /** The members of the body, without an element around them. */
    XmlWriter members(SdkPojo pojo) {
        for (Field field : Shape.of(pojo).fields) {
            if (field.inBody() && !field.xmlAttribute && !field.payload) {
                Object value = field.get(pojo);
                if (value != null) {
                    value(field, field.out, value);
                }
            }
        }
        return this;
    }

    /** An explicit payload as the root element. */
    XmlWriter payload(Field field, SdkPojo value, String namespace) {
        return struct(field, field.out, value, namespace);
    }

    private XmlWriter struct(Field holder, String name, SdkPojo pojo, String namespace) {
        out.append('<').append(name);
        if (!namespace.isEmpty()) {
            attribute("xmlns", namespace);
        }
        holder.xmlAttributes.forEach((attribute, accessors) -> {
            String value = accessors.attributeGetter().apply(pojo);
            if (value != null) {
                attribute(attribute, value);
            }
        });
        Shape shape = Shape.of(pojo);
        if (holder.xmlAttributes.isEmpty() && shape.hasXmlAttributes) {
            for (Field field : shape.fields) {
                Object value = field.xmlAttribute ? field.get(pojo) : null;
                if (value != null) {
                    attribute(field.out, value.toString());
                }
            }
        }
        out.append('>');
        return members(pojo).close(name);
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        text(value).out.append('"');
    }

    private void value(Field field, String name, Object value) {
        switch (field.kind) {
            case STRUCT -> struct(field, name, (SdkPojo) value, "");
            case LIST -> list(field, name, (List<?>) value);
            case MAP -> map(field, name, (Map<?, ?>) value);
            default -> {
                String text = Scalars.text(field, value, Format.ISO_8601);
                leaf(name, encodeKeys && S3Quirks.isListedKey(field.member) ? Urls.encodeKey(text) : text);
            }
        }
    }

    private void list(Field field, String name, List<?> list) {
        if (!field.flattened) {
            open(name);
        }
        for (Object element : list) {
            value(field.element(), field.flattened ? name : field.elementOut, element);
        }
        if (!field.flattened) {
            close(name);
        }
    }

    private void map(Field field, String name, Map<?, ?> map) {
        if (!field.flattened) {
            open(name);
        }
        String entry = field.flattened ? name : "entry";
        for (var e : map.entrySet()) {
            open(entry).leaf(field.keyName, e.getKey().toString());
            if (e.getValue() != null) {
                value(field.element(), field.valueName, e.getValue());
            }
            close(entry);
        }
        if (!field.flattened) {
            close(name);
        }
    }
}
