package dev.cloudlet.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * AWS's URI encoding: every byte but the unreserved characters of RFC 3986 becomes {@code %XX} in upper case. Works on
 * bytes, so that what is no UTF-8 survives unchanged.
 */
final class PercentEncoding {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    static String encode(byte[] bytes, boolean keepSlash) {
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (unreserved(b) || (keepSlash && b == '/')) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.toHexDigits(b));
            }
        }
        return out.toString();
    }

    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Decodes; a {@code %} that begins no escape stays as it is. */
    static byte[] decode(String encoded, boolean plusIsSpace) {
        byte[] in = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%' && isEscape(in, i)) {
                out.write(HexFormat.fromHexDigit(in[i + 1]) << 4 | HexFormat.fromHexDigit(in[i + 2]));
                i += 2;
            } else if (in[i] == '+' && plusIsSpace) {
                out.write(' ');
            } else {
                out.write(in[i]);
            }
        }
        return out.toByteArray();
    }

    /**
     * One way of writing for a path that is encoded already, whatever its sender left unencoded. An escaped slash stays
     * one: {@code /a%2Fb} and {@code /a/b} are different requests. A malformed escape stays as it is.
     */
    static String reencodePath(String rawPath) {
        byte[] in = rawPath.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(in.length + 16);
        for (int i = 0; i < in.length; i++) {
            byte b = in[i];
            if (b == '%' && isEscape(in, i)) {
                b = (byte) (HexFormat.fromHexDigit(in[i + 1]) << 4 | HexFormat.fromHexDigit(in[i + 2]));
                i += 2;
                out.append(unreserved(b) ? String.valueOf((char) b) : "%" + HEX.toHexDigits(b));
            } else if (unreserved(b) || b == '/' || b == '%') {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static boolean isEscape(byte[] in, int at) {
        return at + 2 < in.length && HexFormat.isHexDigit(in[at + 1]) && HexFormat.isHexDigit(in[at + 2]);
    }

    private static boolean unreserved(byte b) {
        return (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
