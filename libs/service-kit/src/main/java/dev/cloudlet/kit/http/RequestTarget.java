package dev.cloudlet.kit.http;

import java.util.HexFormat;

/**
 * The target of a request line. A signature covers it byte for byte, so it is passed on as it came. The one exception are
 * bytes that must not appear in it unescaped, such as UTF-8 typed at a shell: they are escaped, which signatures, computed
 * over the escaped form, do not notice.
 */
final class RequestTarget {
    private static final String ALLOWED = "-._~:/?[]@!$&'()*+,;=%";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RequestTarget() {}

    /** The target with every byte escaped that needs to be; the same object if there is none. */
    static String escaped(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (!isAllowed(target.charAt(i))) {
                return escapeFrom(i, target);
            }
        }
        return target;
    }

    /** Whether it begins as a target must and every percent sign is followed by two hexadecimal digits. */
    static boolean isWellFormed(String target) {
        boolean beginsWell = target.startsWith("/") || target.startsWith("http://") || target.startsWith("https://");
        if (!beginsWell) {
            return false;
        }
        for (int i = target.indexOf('%'); i >= 0; i = target.indexOf('%', i + 1)) {
            if (i + 2 >= target.length()
                    || !HexFormat.isHexDigit(target.charAt(i + 1))
                    || !HexFormat.isHexDigit(target.charAt(i + 2))) {
                return false;
            }
        }
        return true;
    }

    private static String escapeFrom(int first, String target) {
        StringBuilder escaped = new StringBuilder(target.length() + 16).append(target, 0, first);
        for (int i = first; i < target.length(); i++) {
            char c = target.charAt(i);
            if (isAllowed(c)) {
                escaped.append(c);
            } else {
                // The decoder hands over one character for each byte.
                escaped.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
        return escaped.toString();
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ALLOWED.indexOf(c) >= 0;
    }
}
