package dev.cloudlet.compute;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Ids as EC2 makes them: a prefix and seventeen hexadecimal digits. */
public final class ResourceIds {
    private static final int DIGITS = 17;
    private static final Pattern FORM = Pattern.compile("[a-z]+-([0-9a-f]{8}|[0-9a-f]{17})");

    private ResourceIds() {}

    /** A new id, such as {@code i-0123456789abcdef0} for {@code i}. */
    public static String random(String prefix) {
        byte[] bytes = new byte[(DIGITS + 1) / 2];
        new SecureRandom().nextBytes(bytes);
        // Those of today all begin with a zero.
        return prefix + "-0" + HexFormat.of().formatHex(bytes).substring(0, DIGITS - 1);
    }

    /** Whether it could be an id with this prefix. */
    public static boolean isFormed(String prefix, String id) {
        return id.startsWith(prefix + "-") && FORM.matcher(id).matches();
    }
}
