package dev.cloudlet.protocol;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.LocationTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** One member of a model class, its traits read once. Also describes the elements of lists and maps, which have no member name. */
final class Field {
    private final SdkField<Object> sdk;
    /** Whether the SDK invents a value if none is set: an idempotency token. */
    final boolean defaulted;

    private final @Nullable Supplier<SdkPojo> constructor;
    private volatile @Nullable Shape struct;

    final String member;
    /** Name in requests; EC2 has another one in answers. */
    final String in;

    final String out;
    final MarshallLocation location;
    final Kind kind;
    final boolean payload;
    final boolean xmlAttribute;
    final boolean jsonValue;
    final boolean flattened;
    /** Attributes of a structure that its holder writes, such as xsi:type of an S3 grantee. */
    final Map<String, XmlAttributesTrait.AttributeAccessors> xmlAttributes;

    final TimestampFormatTrait.@Nullable Format timestamp;
    /** The list's member or the map's value. */
    private final @Nullable Field element;

    final String elementIn;
    final String elementOut;
    final String keyName;
    final String valueName;

    // SdkField's type parameter is the member's Java type, which Kind stands for.
    @SuppressWarnings("unchecked")
    Field(SdkField<?> field) {
        sdk = (SdkField<Object>) field;
        member = Objects.requireNonNullElse(field.memberName(), "");
        LocationTrait at = field.getTrait(LocationTrait.class);
        in = at == null ? "" : Objects.requireNonNullElse(field.locationName(), "");
        out = at == null ? "" : Objects.requireNonNullElse(field.unmarshallLocationName(), in);
        location = at == null ? MarshallLocation.PAYLOAD : field.location();
        kind = Kind.of(field.marshallingType());
        payload = field.containsTrait(PayloadTrait.class);
        defaulted = field.containsTrait(DefaultValueTrait.class);
        xmlAttribute = field.containsTrait(XmlAttributeTrait.class);
        jsonValue = field.containsTrait(JsonValueTrait.class);
        XmlAttributesTrait attributes = field.getTrait(XmlAttributesTrait.class);
        xmlAttributes = attributes == null ? Map.of() : attributes.attributes();
        TimestampFormatTrait time = field.getTrait(TimestampFormatTrait.class);
        timestamp = time == null ? null : time.format();
        constructor = kind == Kind.STRUCT ? field.constructor() : null;
        ListTrait list = field.getTrait(ListTrait.class);
        MapTrait map = field.getTrait(MapTrait.class);
        element =
                list != null ? new Field(list.memberFieldInfo()) : map != null ? new Field(map.valueFieldInfo()) : null;
        flattened = list != null ? list.isFlattened() : map != null && map.isFlattened();
        String name = list == null || list.memberLocationName() == null ? "" : list.memberLocationName();
        elementIn = element == null || element.in.isEmpty() ? orMember(name) : element.in;
        elementOut = name.isEmpty() ? orMember(element == null ? "" : element.out) : name;
        keyName = map == null || map.keyLocationName() == null ? "key" : map.keyLocationName();
        valueName = map == null || map.valueLocationName() == null ? "value" : map.valueLocationName();
    }

    private static String orMember(String name) {
        return name.isEmpty() ? "member" : name;
    }

    Field element() {
        return Objects.requireNonNull(element, "not a list or a map");
    }

    /** The members of the structure this field holds. */
    Shape struct() {
        Shape shape = struct;
        if (shape == null) {
            struct = shape = Shape.of(newStruct());
        }
        return shape;
    }

    /** An empty builder of the structure this field holds. */
    SdkPojo newStruct() {
        return Objects.requireNonNull(constructor, "not a structure").get();
    }

    /** The value as it was set: null for an absent list, and for a token the SDK would invent. */
    @Nullable
    Object get(SdkPojo pojo) {
        Object value = sdk.getValueOrDefault(pojo);
        if (value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap) {
            return null;
        }
        // An invented value is another one each time; a value that was set is always the same object.
        return defaulted && value != sdk.getValueOrDefault(pojo) ? null : value;
    }

    void set(SdkPojo builder, @Nullable Object value) {
        sdk.set(builder, value);
    }

    static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }

    boolean inBody() {
        return location == MarshallLocation.PAYLOAD;
    }

    @Override
    public String toString() {
        return member + ":" + kind;
    }
}
