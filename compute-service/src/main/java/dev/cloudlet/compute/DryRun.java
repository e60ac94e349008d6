package dev.cloudlet.compute;

import org.jspecify.annotations.Nullable;

/** Most operations of EC2 can be asked whether they would be allowed. */
public final class DryRun {
    private DryRun() {}

    /**
     * Called once permission is given and before anything is done.
     *
     * @throws dev.cloudlet.protocol.AwsException DryRunOperation, if that is all that the request wants to know
     */
    public static void check(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw Ec2Error.DRY_RUN_OPERATION.of("Request would have succeeded, but DryRun flag is set.");
        }
    }
}
