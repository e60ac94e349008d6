package dev.cloudlet.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Reads requests of awsQuery and ec2Query. */
final class FormCodec {
    private final boolean ec2;

    FormCodec(boolean ec2) {
        this.ec2 = ec2;
    }

    void decode(FormNode form, SdkPojo builder) {
        for (Field field : Shape.of(builder).fields) {
            FormNode node = form.child(field.in);
            Object value = node == null ? null : value(node, field);
            if (value != null) {
                field.set(builder, value);
            }
        }
    }

    private @Nullable Object value(FormNode node, Field field) {
        return switch (field.kind) {
            case STRUCT -> {
                SdkPojo builder = field.newStruct();
                decode(node, builder);
                yield Field.build(builder);
            }
            case LIST -> list(node, field);
            case MAP -> map(node, field);
            default -> node.value() == null ? null : Scalars.parse(field, node.value());
        };
    }

    private @Nullable List<Object> list(FormNode node, Field field) {
        if (node.isLeaf()) {
            // "Names=" is an empty list; "Names=x" is what some clients send for a list of one.
            String only = node.value();
            return only == null || only.isEmpty() ? new ArrayList<>() : List.of(Scalars.parse(field.element(), only));
        }
        Collection<FormNode> elements = numbered(node, !ec2 && !field.flattened ? field.elementIn : "");
        List<Object> list = new ArrayList<>(elements.size());
        for (FormNode element : elements) {
            Object value = value(element, field.element());
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private @Nullable Map<String, Object> map(FormNode node, Field field) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (FormNode entry : numbered(node, !ec2 && !field.flattened ? "entry" : "")) {
            FormNode key = entry.child(field.keyName);
            FormNode value = entry.child(field.valueName);
            Object held = value == null ? null : value(value, field.element());
            if (key != null && key.value() != null && held != null) {
                map.put(key.value(), held);
            }
        }
        return map;
    }

    /** The numbered children under this name, which AWS's own services allow to be called member as well. */
    private static Collection<FormNode> numbered(FormNode node, String under) {
        if (under.isEmpty()) {
            return node.numbered();
        }
        FormNode list = node.child(under);
        if (list == null) {
            list = node.child("member");
        }
        return list == null ? node.numbered() : list.numbered();
    }
}
