package dev.cloudlet.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The members of one model class, everything the codecs need of it read once. */
final class Shape {
    // What a class looks like never changes, so this is knowledge rather than state; it lives as long as the classes
    // do.
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    final List<Field> fields;
    final @Nullable Field payload;
    final boolean hasBody;
    final boolean hasXmlAttributes;
    private final Map<String, Field> byWireName = new HashMap<>();
    private final Map<String, Field> byMember = new HashMap<>();

    private Shape(List<SdkField<?>> sdkFields) {
        List<Field> all = new ArrayList<>(sdkFields.size());
        Field explicit = null;
        boolean body = false;
        boolean attributes = false;
        for (SdkField<?> sdkField : sdkFields) {
            Field field = new Field(sdkField);
            all.add(field);
            byMember.put(field.member.toLowerCase(Locale.ROOT), field);
            if (field.inBody()) {
                byWireName.put(field.in, field);
                body |= !field.payload;
            }
            if (field.payload) {
                explicit = field;
            }
            attributes |= field.xmlAttribute;
        }
        // The SDK renames some members, such as the Bucket of CopyObject; the wire does not.
        all.forEach(field -> byMember.putIfAbsent(field.in.toLowerCase(Locale.ROOT), field));
        fields = List.copyOf(all);
        payload = explicit;
        hasBody = body;
        hasXmlAttributes = attributes;
    }

    /** The shape of a model object or of its builder. */
    static Shape of(SdkPojo pojo) {
        Shape shape = SHAPES.get(pojo.getClass());
        return shape != null ? shape : SHAPES.computeIfAbsent(pojo.getClass(), type -> new Shape(pojo.sdkFields()));
    }

    /** The member of the body with this name in requests, or null. */
    @Nullable
    Field body(String wireName) {
        return byWireName.get(wireName);
    }

    /** The member of this name in the model or else on the wire, whatever its case, or null. */
    @Nullable
    Field member(String name) {
        return byMember.get(name.toLowerCase(Locale.ROOT));
    }
}
