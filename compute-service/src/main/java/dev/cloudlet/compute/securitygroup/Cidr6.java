package dev.cloudlet.compute.securitygroup;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blocks of IPv6 addresses as text, each in the one form of RFC 5952. */
final class Cidr6 {
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})/(12[0-8]|1[01]\\d|\\d{1,2})");
    private static final int GROUPS = 8;
    private static final int GROUP_BITS = 16;

    private Cidr6() {}

    /** The block with the bits below its prefix cleared; empty for what is no block. */
    static Optional<String> canonical(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !form.group(1).contains(":")) {
            return Optional.empty();
        }
        try {
            if (InetAddress.ofLiteral(form.group(1)) instanceof Inet6Address address) {
                int prefix = Integer.parseInt(form.group(2));
                return Optional.of(shortest(masked(address.getAddress(), prefix)) + "/" + prefix);
            }
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static int[] masked(byte[] octets, int prefix) {
        int[] groups = new int[GROUPS];
        for (int at = 0; at < GROUPS; at++) {
            int kept = Math.clamp(prefix - (long) at * GROUP_BITS, 0, GROUP_BITS);
            int mask = (0xffff << (GROUP_BITS - kept)) & 0xffff;
            groups[at] = (((octets[2 * at] & 0xff) << 8) | (octets[2 * at + 1] & 0xff)) & mask;
        }
        return groups;
    }

    // The longest run of two zeros or more becomes two colons.
    private static String shortest(int[] groups) {
        int from = 0;
        int length = 1;
        for (int at = 0; at < GROUPS; at++) {
            int end = at;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - at > length) {
                from = at;
                length = end - at;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < GROUPS; at++) {
            if (length > 1 && at == from) {
                text.append("::");
                at += length - 1;
            } else {
                if (at > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[at]));
            }
        }
        return text.toString();
    }
}
