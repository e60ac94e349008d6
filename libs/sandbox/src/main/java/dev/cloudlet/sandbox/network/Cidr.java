package dev.cloudlet.sandbox.network;

import dev.cloudlet.sandbox.SandboxException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses.
 *
 * @param base its lowest address as an unsigned 32-bit number
 * @param prefix the number of leading bits that are fixed, 0 to 32
 */
public record Cidr(int base, int prefix) {
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** Every address. */
    public static final Cidr ANYWHERE = new Cidr(0, 0);

    public Cidr {
        if (prefix < 0 || prefix > 32) {
            throw new SandboxException(SandboxException.Reason.INVALID, "prefix out of range 0-32: " + prefix);
        }
        base &= mask(prefix);
    }

    /** Reads {@code 10.0.0.0/16}; an address without a prefix is a block of one; bits below the prefix are cleared. */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Cidr(number(text), 32);
        }
        String prefix = text.substring(slash + 1);
        if (!prefix.matches("\\d{1,2}")) {
            throw new SandboxException(SandboxException.Reason.INVALID, "not an IPv4 block: " + text);
        }
        return new Cidr(number(text.substring(0, slash)), Integer.parseInt(prefix));
    }

    /** The block of one address. */
    public static Cidr of(Inet4Address address) {
        return new Cidr(number(address), 32);
    }

    /** The lowest address. */
    public Inet4Address first() {
        return address(base);
    }

    /** The address {@code offset} above the lowest; offsets past the block are {@code INVALID}. */
    public Inet4Address at(long offset) {
        if (offset < 0 || offset >= size()) {
            throw new SandboxException(SandboxException.Reason.INVALID, "offset " + offset + " is outside of " + this);
        }
        return address(base + (int) offset);
    }

    /** How many addresses it holds. */
    public long size() {
        return 1L << (32 - prefix);
    }

    /** The block of the given longer prefix that comes {@code index} after the first; past the end is {@code INVALID}. */
    public Cidr slice(int longerPrefix, int index) {
        long step = 1L << (32 - longerPrefix);
        return new Cidr(number(at(index * step)), longerPrefix);
    }

    /** Whether the address is in the block. */
    public boolean contains(Inet4Address address) {
        return (number(address) & mask(prefix)) == base;
    }

    /** Whether the two blocks share an address. */
    public boolean overlaps(Cidr other) {
        int shorter = mask(Math.min(prefix, other.prefix));
        return (base & shorter) == (other.base & shorter);
    }

    /** Reads a dotted IPv4 address without asking a resolver. */
    public static Inet4Address addressOf(String dotted) {
        return address(number(dotted));
    }

    @Override
    public String toString() {
        return first().getHostAddress() + "/" + prefix;
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }

    private static int number(String dotted) {
        var match = DOTTED.matcher(dotted);
        if (!match.matches()) {
            throw new SandboxException(SandboxException.Reason.INVALID, "not an IPv4 address: " + dotted);
        }
        int value = 0;
        for (int part = 1; part <= 4; part++) {
            int octet = Integer.parseInt(match.group(part));
            if (octet > 255) {
                throw new SandboxException(SandboxException.Reason.INVALID, "not an IPv4 address: " + dotted);
            }
            value = (value << 8) | octet;
        }
        return value;
    }

    private static int number(Inet4Address address) {
        byte[] octets = address.getAddress();
        return ((octets[0] & 0xff) << 24) | ((octets[1] & 0xff) << 16) | ((octets[2] & 0xff) << 8) | (octets[3] & 0xff);
    }

    private static Inet4Address address(int value) {
        byte[] octets = {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
        try {
            return (Inet4Address) InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are always an IPv4 address", e);
        }
    }
}
