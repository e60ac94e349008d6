package dev.cloudlet.compute.dns;

import java.net.Inet4Address;
import java.util.List;

/** What the cloud knows of a name, as seen from inside a VPC. */
sealed interface Found {
    /** A name of the cloud's own with these addresses, and nothing else. */
    record Addresses(List<Inet4Address> addresses) implements Found {
        Addresses(Inet4Address one) {
            this(List.of(one));
        }
    }

    /** The name of an address. */
    record Name(String name) implements Found {}

    /** A name that would be the cloud's own, but nobody has it. */
    record Nothing() implements Found {}

    /** Not the cloud's: others may know. */
    record Elsewhere() implements Found {}

    /** The VPC has no name server: {@code enableDnsSupport} is off. */
    record Off() implements Found {}

    /** It cannot be told now. */
    record Unknown() implements Found {}
}
