package dev.cloudlet.compute.traffic;

import java.net.InetSocketAddress;

/**
 * A target that requests may be sent to.
 *
 * @param targetId an instance's id or an address
 * @param port the port it was registered with
 */
record Destination(String groupArn, String targetId, int port, InetSocketAddress address, boolean healthy) {}
