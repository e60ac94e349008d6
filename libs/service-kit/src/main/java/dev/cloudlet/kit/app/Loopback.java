package dev.cloudlet.kit.app;

import java.net.InetAddress;
import java.util.Locale;

/** Addresses that only this machine can connect to. */
public final class Loopback {
    private Loopback() {}

    /**
     * Whether an address to listen at is one. Only {@code localhost} and literal addresses are: another name could be made to
     * mean something else later.
     *
     * @param address such as {@code 127.0.0.1}, {@code ::1} or {@code [::1]}
     */
    public static boolean isNamedBy(String address) {
        String host =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        if (host.toLowerCase(Locale.ROOT).equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
