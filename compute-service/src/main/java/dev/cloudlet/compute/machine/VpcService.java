package dev.cloudlet.compute.machine;

import java.io.IOException;

/** Something that every VPC offers to its machines on an address of the cloud, such as the metadata. */
public interface VpcService {
    /** Begins to serve in a VPC, which has just been made on this host or been found there. Called once per VPC. */
    void open(String vpcId) throws IOException;

    /** Ends in a VPC that is going away. */
    void close(String vpcId);
}
