package dev.cloudlet.e2e.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Makes up the members of a request from its model, with values that somebody else invents. */
final class Draft {
    private static final int DEPTH = 2;

    /** Invents one value; null leaves the member out. What it returns need not be of the member's type. */
    interface Inventor {
        Object scalar(String member, MarshallingType<?> type, Class<?> owner);
    }

    /** A list, with the name of its elements where the wire has one. */
    record Listed(String element, List<Object> values) {}

    private Draft() {}

    /** The members under their names on the wire, structures as maps. */
    static Map<String, Object> of(SdkPojo builder, Inventor inventor) {
        return struct(builder, inventor, DEPTH);
    }

    private static Map<String, Object> struct(SdkPojo builder, Inventor inventor, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = value(field, field.memberName(), builder.getClass(), inventor, depth);
            if (value != null) {
                members.put(field.locationName(), value);
            }
        }
        return members;
    }

    private static Object value(SdkField<?> field, String name, Class<?> owner, Inventor inventor, int depth) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.SDK_POJO)) {
            return depth == 0 ? null : struct(field.constructor().get(), inventor, depth - 1);
        }
        if (type.equals(MarshallingType.LIST)) {
            ListTrait list = field.getTrait(ListTrait.class);
            Object element = value(list.memberFieldInfo(), name, owner, inventor, depth - 1);
            String elementName =
                    list.isFlattened() || list.memberLocationName() == null ? "" : list.memberLocationName();
            return element == null ? null : new Listed(elementName, List.of(element));
        }
        if (type.equals(MarshallingType.MAP)) {
            Object held = value(field.getTrait(MapTrait.class).valueFieldInfo(), name, owner, inventor, depth - 1);
            return held == null ? null : Map.of("key", held);
        }
        return inventor.scalar(name, type, owner);
    }
}
