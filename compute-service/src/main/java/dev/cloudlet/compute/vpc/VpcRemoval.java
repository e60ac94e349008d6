package dev.cloudlet.compute.vpc;

/** Names the work that removes a deleted VPC from the host; it is done where the networks are known. */
public final class VpcRemoval {
    /** The work's name; its key is the VPC's id. */
    public static final String NAME = "vpc-removal";

    private VpcRemoval() {}
}
