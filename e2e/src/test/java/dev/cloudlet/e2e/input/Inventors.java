package dev.cloudlet.e2e.input;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Values that a careless or a malicious client would send. */
final class Inventors {
    /** Well formed, and of nothing that exists. */
    static final Draft.Inventor PLAUSIBLE = Inventors::plausible;

    /** Everything of the wrong type. */
    static final Draft.Inventor WRONG_TYPE = (member, type, owner) ->
            type.equals(MarshallingType.STRING) ? Map.of("not", "a string") : "not of this type";

    static final Map<String, String> HOSTILE = Map.of(
            "U+0000", "nul\u0000nul",
            "control characters", "a\u0001\u001b[31m\u007f\r\nb",
            "half a surrogate pair", "half\ud800",
            "path tricks", "../../../../etc/passwd",
            "escaped path tricks", "%2e%2e%2f%00",
            "quotes", "'; drop table x; -- \" $1 {} ${jndi:ldap://x}",
            "beyond the BMP", "\uD83D\uDE00\u202e\ufffe",
            "empty", "");

    private static final List<Object> NUMBERS =
            List.of(-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, 1e300, 1.5);

    private Inventors() {}

    /** Every string this one, the rest plausible. */
    static Draft.Inventor everyString(String value) {
        return (member, type, owner) -> type.equals(MarshallingType.STRING) ? value : plausible(member, type, owner);
    }

    /** Every number this one, the rest plausible, and tokens of pagination that nobody gave out. */
    static Draft.Inventor everyNumber(Object number) {
        return (member, type, owner) -> isNumber(type) ? number : plausible(member, type, owner);
    }

    /** One string that is far too long, the rest plausible. */
    static Draft.Inventor oneLongString() {
        AtomicBoolean used = new AtomicBoolean();
        return (member, type, owner) -> type.equals(MarshallingType.STRING) && used.compareAndSet(false, true)
                ? "x".repeat(1 << 20)
                : plausible(member, type, owner);
    }

    /** Some members left out, some hostile, most plausible. */
    static Draft.Inventor mixed(Random random) {
        List<String> hostile = HOSTILE.values().stream().sorted().toList();
        return (member, type, owner) -> {
            int dice = random.nextInt(10);
            if (dice < 4) {
                return null;
            }
            if (dice < 9) {
                return plausible(member, type, owner);
            }
            return type.equals(MarshallingType.STRING)
                    ? hostile.get(random.nextInt(hostile.size()))
                    : isNumber(type) ? NUMBERS.get(random.nextInt(NUMBERS.size())) : plausible(member, type, owner);
        };
    }

    private static boolean isNumber(MarshallingType<?> type) {
        return type.equals(MarshallingType.INTEGER)
                || type.equals(MarshallingType.LONG)
                || type.equals(MarshallingType.DOUBLE)
                || type.equals(MarshallingType.FLOAT);
    }

    private static Object plausible(String member, MarshallingType<?> type, Class<?> owner) {
        if (type.equals(MarshallingType.STRING)) {
            return text(member, owner);
        }
        if (type.equals(MarshallingType.BOOLEAN)) {
            return !member.equals("DryRun");
        }
        if (type.equals(MarshallingType.INSTANT)) {
            return 1_700_000_000;
        }
        if (type.equals(MarshallingType.SDK_BYTES)) {
            return "AAEC";
        }
        return isNumber(type) ? 1 : null;
    }

    private static String text(String member, Class<?> owner) {
        String name = member.toLowerCase(Locale.ROOT);
        String known = knownValue(member, owner);
        if (known != null) {
            return known;
        }
        if (name.endsWith("arn") || name.endsWith("arns") || name.endsWith("role")) {
            return "arn:aws:iam::999999999999:role/nobody";
        }
        if (name.contains("token") || name.contains("marker")) {
            return "bm9ib2R5";
        }
        if (name.endsWith("document") || name.equals("policy")) {
            return "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        }
        if (name.endsWith("cidr") || name.endsWith("cidrblock") || name.endsWith("cidrip")) {
            return "10.0.0.0/16";
        }
        if (name.endsWith("instanceid") || name.endsWith("instanceids")) {
            return "i-0123456789abcdef0";
        }
        for (String kind : List.of("vpc", "subnet", "volume", "snapshot", "image", "group")) {
            if (name.endsWith(kind + "id") || name.endsWith(kind + "ids")) {
                return Map.of("volume", "vol", "snapshot", "snap", "image", "ami", "group", "sg")
                                .getOrDefault(kind, kind)
                        + "-0123456789abcdef0";
            }
        }
        return "nobody-knows-this";
    }

    /** The first known value, if the member is an enumeration. */
    private static String knownValue(String member, Class<?> builder) {
        try {
            Class<?> model = builder.getEnclosingClass();
            String getter = Character.toLowerCase(member.charAt(0)) + member.substring(1);
            Method typed = model == null ? null : model.getMethod(getter);
            Object[] values = typed == null ? null : typed.getReturnType().getEnumConstants();
            return values == null ? null : values[0].toString();
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
