package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import java.net.Inet4Address;

/** What follows from an interface's address. */
final class Addresses {
    private Addresses() {}

    /** A locally administered hardware address with the IPv4 address in it. */
    static String macOf(Inet4Address address) {
        byte[] octets = address.getAddress();
        return "0a:00:%02x:%02x:%02x:%02x".formatted(octets[0], octets[1], octets[2], octets[3]);
    }

    /** The interface of that id. */
    static Vpc.Attached of(Vpc vpc, String id) {
        Vpc.Attached attached = vpc.attached().get(id);
        if (attached == null) {
            throw new SandboxException(SandboxException.Reason.NOT_FOUND, "no interface " + id + " in VPC " + vpc.id());
        }
        return attached;
    }
}
