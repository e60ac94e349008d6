package dev.cloudlet.compute.targetgroup;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Opens connections inside a VPC. */
@FunctionalInterface
public interface Reach {
    /**
     * Connects from one of a balancer's addresses to a target.
     *
     * @throws java.net.SocketTimeoutException when nobody answers in time
     */
    SocketChannel connect(String vpcId, Optional<Inet4Address> source, Inet4Address target, int port, int timeoutMillis)
            throws IOException;
}
