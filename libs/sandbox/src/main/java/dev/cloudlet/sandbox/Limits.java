package dev.cloudlet.sandbox;

/**
 * What a machine may use at most.
 *
 * @param vcpus processor share, 0.05 to 512; 1.5 means one and a half processors' worth of time
 * @param memoryBytes memory, at least 16 MiB; there is no swap beyond it, so a machine that passes it is killed inside
 * @param pids processes and threads, 16 to 4194304
 */
public record Limits(double vcpus, long memoryBytes, int pids) {
    /** One processor, 512 MiB and 2048 processes. */
    public static final Limits SMALL = new Limits(1, 512L << 20, 2048);

    public Limits {
        if (!(vcpus >= 0.05 && vcpus <= 512)) {
            throw new SandboxException(SandboxException.Reason.INVALID, "vcpus out of range 0.05-512: " + vcpus);
        }
        if (memoryBytes < 16L << 20) {
            throw new SandboxException(SandboxException.Reason.INVALID, "memory below 16 MiB: " + memoryBytes);
        }
        if (pids < 16 || pids > 4_194_304) {
            throw new SandboxException(SandboxException.Reason.INVALID, "pids out of range 16-4194304: " + pids);
        }
    }
}
