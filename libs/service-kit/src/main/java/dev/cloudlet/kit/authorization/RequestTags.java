package dev.cloudlet.kit.authorization;

import dev.cloudlet.protocol.Members;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** The tags that a request would set or names, in whichever of AWS's forms: they become aws:RequestTag and aws:TagKeys. */
final class RequestTags {
    private RequestTags() {}

    static Map<String, String> of(SdkPojo request) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String member : new String[] {"Tags", "tags", "TagSpecifications", "TagKeys", "tagKeys"}) {
            collect(Members.value(request, member), tags);
        }
        return tags;
    }

    private static void collect(@Nullable Object value, Map<String, String> tags) {
        switch (value) {
            case null -> {}
            case Map<?, ?> map -> map.forEach((k, v) -> tags.put(String.valueOf(k), String.valueOf(v)));
            case Collection<?> list -> list.forEach(item -> collect(item, tags));
            case String key -> tags.putIfAbsent(key, "");
            case SdkPojo pojo -> collectPojo(pojo, tags);
            default -> {}
        }
    }

    private static void collectPojo(SdkPojo pojo, Map<String, String> tags) {
        Object key = first(pojo, "Key", "key", "TagKey");
        if (key != null) {
            Object value = first(pojo, "Value", "value", "TagValue");
            tags.put(String.valueOf(key), value == null ? "" : String.valueOf(value));
        } else {
            collect(Members.value(pojo, "Tags"), tags);
        }
    }

    private static @Nullable Object first(SdkPojo pojo, String... members) {
        for (String member : members) {
            Object value = Members.value(pojo, member);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
