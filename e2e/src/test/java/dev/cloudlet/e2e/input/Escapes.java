package dev.cloudlet.e2e.input;

/** Percent encoding that also writes half a surrogate pair: as the three bytes that no decoder of UTF-8 may accept. */
final class Escapes {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    private Escapes() {}

    static String of(String text, String alsoKept) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (UNRESERVED.indexOf(c) >= 0 || alsoKept.indexOf(c) >= 0) {
                out.appendCodePoint(c);
            } else if (c < 0x80) {
                octet(out, c);
            } else if (c < 0x800) {
                octet(out, 0xc0 | (c >> 6));
                octet(out, 0x80 | (c & 0x3f));
            } else {
                if (c < 0x10000) {
                    octet(out, 0xe0 | (c >> 12));
                } else {
                    octet(out, 0xf0 | (c >> 18));
                    octet(out, 0x80 | ((c >> 12) & 0x3f));
                }
                octet(out, 0x80 | ((c >> 6) & 0x3f));
                octet(out, 0x80 | (c & 0x3f));
            }
        });
        return out.toString();
    }

    private static void octet(StringBuilder out, int value) {
        out.append('%').append(Character.toUpperCase(Character.forDigit(value >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(value & 15, 16)));
    }
}
