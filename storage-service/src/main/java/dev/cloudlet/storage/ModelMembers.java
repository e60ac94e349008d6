package dev.cloudlet.storage;

import dev.cloudlet.protocol.Members;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Members that many of S3's requests and responses share, by name: their classes have nothing in common. */
public final class ModelMembers {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ModelMembers() {}

    /** A string member, or null. */
    public static @Nullable String string(SdkPojo request, String member) {
        Object value = Members.value(request, member);
        return switch (value) {
            case null -> null;
            case Instant time -> httpDate(time);
            default -> value.toString();
        };
    }

    /** A time as headers have it. */
    public static String httpDate(Instant time) {
        return HTTP_DATE.format(time);
    }

    /** Those of the members that are present. */
    public static Map<String, String> strings(SdkPojo request, List<String> members) {
        Map<String, String> found = new TreeMap<>();
        for (String member : members) {
            String value = string(request, member);
            if (value != null) {
                found.put(member, value);
            }
        }
        return found;
    }

    /** Sets a member of a builder. */
    public static void set(SdkPojo builder, String member, Object value) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.memberName().equals(member)) {
                field.set(builder, value);
                return;
            }
        }
        throw new IllegalArgumentException(builder.getClass() + " has no " + member);
    }

    /** Gives a builder all members that it shares with another object. */
    public static void copy(SdkPojo from, SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = Members.value(from, field.memberName());
            if (value != null) {
                field.set(builder, value);
            }
        }
    }
}
