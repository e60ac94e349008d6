package dev.cloudlet.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What no string of a request may hold, whatever its model says of it: U+0000, which no text of XML and no text in Postgres can
 * hold, and half of a surrogate pair, which is no character. Blobs and streams hold anything.
 */
final class Characters {
    private static final Violation.Demand ALLOWED = new Violation.Demand.Match("[^\\u0000\\uD800-\\uDFFF]*");

    private Characters() {}

    /** The first string that holds such a thing, or null. */
    static @Nullable Violation violation(SdkPojo request) {
        for (Field top : Shape.of(request).fields) {
            String path = Character.toLowerCase(top.member.charAt(0)) + top.member.substring(1);
            if (isForbidden(top.get(request))) {
                return new Violation(top, path, top, "", ALLOWED, true);
            }
        }
        return null;
    }

    private static boolean isForbidden(@Nullable Object value) {
        return switch (value) {
            case String text -> isForbidden(text);
            case List<?> list -> list.stream().anyMatch(Characters::isForbidden);
            case Map<?, ?> map ->
                map.keySet().stream().anyMatch(Characters::isForbidden)
                        || map.values().stream().anyMatch(Characters::isForbidden);
            case SdkPojo pojo -> Shape.of(pojo).fields.stream().anyMatch(field -> isForbidden(field.get(pojo)));
            case null, default -> false;
        };
    }

    private static boolean isForbidden(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return true;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return true;
                }
            }
        }
        return false;
    }
}
