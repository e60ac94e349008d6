package dev.cloudlet.compute.loadbalancer;

import java.net.Inet4Address;
import java.util.List;

/** Lets clients inside of VPCs in at a balancer's nodes. */
public interface NodeDoors {
    /**
     * Opens the ports of the balancer's listeners at the addresses of its nodes, and closes all others of it. May be
     * called again at any time.
     */
    void settle(Balancer balancer, List<Inet4Address> nodes);

    /** Closes all of a balancer. */
    void close(String balancerArn);

    /** Closes all of every balancer. */
    void closeAll();
}
