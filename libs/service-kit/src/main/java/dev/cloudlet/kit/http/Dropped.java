package dev.cloudlet.kit.http;

/** How a service tells the gateway that a client is to get no answer at all, as behind a firewall that drops what it sends. */
public final class Dropped {
    /** A header of an answer that no client gets to see: the gateway ends the connection instead. */
    public static final String HEADER = "x-cloudlet-dropped";

    private Dropped() {}
}
