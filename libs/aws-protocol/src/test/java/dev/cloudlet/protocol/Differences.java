package dev.cloudlet.protocol;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Where two model objects differ, for a message one can act upon. */
final class Differences {
    private Differences() {}

    static void between(String path, SdkPojo a, SdkPojo b, List<String> into) {
        if (a.equalsBySdkFields(b)) {
            return;
        }
        int before = into.size();
        for (Field field : Shape.of(a).fields) {
            compare(path + "." + field.member, field, field.get(a), field.get(b), into);
        }
        if (into.size() == before) {
            into.add(path + " differs in a way the codec does not see");
        }
    }

    private static void compare(String path, Field field, @Nullable Object a, @Nullable Object b, List<String> into) {
        if (Objects.equals(a, b)) {
            return;
        }
        if (a instanceof SdkPojo x && b instanceof SdkPojo y) {
            between(path, x, y, into);
        } else if (a instanceof List<?> x && b instanceof List<?> y && x.size() == y.size()) {
            for (int i = 0; i < x.size(); i++) {
                compare(path + "[" + i + "]", field.element(), x.get(i), y.get(i), into);
            }
        } else {
            into.add(path + "@" + field.location + ": " + shown(a) + " became " + shown(b));
        }
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
